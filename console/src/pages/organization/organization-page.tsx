import Alert from '@cloudscape-design/components/alert';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useApp, useLook } from '../../state/app.ts';
import { useLoad } from '../../state/use-load.ts';
import { AutoEnable } from './auto-enable.tsx';
import { DelegatedAdministrator } from './delegated-administrator.tsx';
import { type OrganizationView, readOrganization } from './organization-calls.ts';

/** What the management account sees, what the delegated administrator, and what all others. */
export default function OrganizationPage() {
  const { text } = useLook();
  const words = text.organization;
  const { guardduty, detectorId, accountId, region } = useApp();
  const loaded = useLoad(`${accountId} ${region} ${detectorId}`, () =>
    readOrganization(guardduty, detectorId),
  );
  const { data } = loaded;
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={words.help}>
          {words.title}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {data === undefined ? text.shell.loading : <Note view={data} />}
        {data?.administrators && (
          <DelegatedAdministrator administrators={data.administrators} onChanged={loaded.reload} />
        )}
        {data?.configuration && detectorId !== undefined && (
          <AutoEnable
            detectorId={detectorId}
            configuration={data.configuration}
            onChanged={loaded.reload}
          />
        )}
      </SpaceBetween>
    </ContentLayout>
  );
}

function Note({ view }: { readonly view: OrganizationView }) {
  const words = useLook().text.organization;
  if (view.configuration) return <Alert type="info">{words.asAdministrator}</Alert>;
  if (view.administrators) return <Alert type="info">{words.asManagement}</Alert>;
  return <Alert type="info">{words.asOther}</Alert>;
}

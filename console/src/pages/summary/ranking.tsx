import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { Follow } from '../../shell/follow.tsx';
import { useLook } from '../../state/app.ts';
import { hrefOf } from '../../state/router.ts';
import { useFormat } from '../../state/use-format.ts';
import type { Group } from '../findings/groups.ts';
import { TypeName } from '../findings/type-name.tsx';

interface Props {
  readonly title: string;
  readonly groups: readonly Group[] | undefined;
}

/** Most first; each leads to the findings behind its number. */
export function Ranking({ title, groups }: Props) {
  const { text } = useLook();
  const format = useFormat();
  return (
    <Container fitHeight header={<Header variant="h2">{title}</Header>}>
      {groups === undefined && text.shell.loading}
      {groups?.length === 0 && <Box color="text-body-secondary">{text.summary.none}</Box>}
      <ol className="ranking">
        {groups?.map((group) => (
          <li key={`${group.name} ${group.about}`}>
            <span>
              <Name group={group} />
              {group.about && (
                <Box variant="small" display="block">
                  <span className="from-log">{group.about}</span>
                </Box>
              )}
            </span>
            <strong>{format.number(group.count)}</strong>
          </li>
        ))}
      </ol>
    </Container>
  );
}

function Name({ group: { name, tokens } }: { readonly group: Group }) {
  const words = useLook().text.findings;
  if (name === '') return words.noName;
  if (tokens === undefined) return <TypeName type={name} />;
  const href = hrefOf('findings', { q: JSON.stringify(tokens) });
  return (
    <Follow href={href}>
      <TypeName type={name} />
    </Follow>
  );
}

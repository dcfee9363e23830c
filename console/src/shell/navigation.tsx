import Box from '@cloudscape-design/components/box';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import { useApp, useLook } from '../state/app.ts';
import { go, hrefOf, usePlace } from '../state/router.ts';
import { pages } from './pages.ts';

const GROUPS = [
  ['summary', 'findings', 'sequences'],
  ['accounts', 'organization', 'stack-sets'],
  ['suppression', 'lists', 'protection', 'usage', 'sources', 'sinks'],
  ['invitations', 'settings'],
] as const;

/** The list of pages, as in GuardDuty's own console. */
export function Navigation() {
  const { text } = useLook();
  const { accountId } = useApp();
  const { page } = usePlace();
  const links = GROUPS.map((group) =>
    group
      .filter((name) => pages[name] !== undefined)
      .map((name) => ({
        type: 'link' as const,
        text: text.shell.pages[name],
        href: hrefOf(name),
      })),
  ).filter((group) => group.length > 0);
  return (
    <SideNavigation
      header={{ text: 'GuardDuty', href: hrefOf('') }}
      activeHref={hrefOf(page === '' ? 'summary' : page)}
      items={links.flatMap((group, index) =>
        index === 0 ? group : [{ type: 'divider' as const }, ...group],
      )}
      itemsControl={<Box padding={{ left: 'xs' }}>{text.shell.account(accountId)}</Box>}
      onFollow={(event) => {
        event.preventDefault();
        go(event.detail.href);
      }}
    />
  );
}

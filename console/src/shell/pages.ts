import { type ComponentType, lazy } from 'react';

/** A page, fetched when it is opened first. */
export interface PageEntry {
  readonly Page: ComponentType;
  /** Where there is no detector, the way to get one is shown instead. */
  readonly needsDetector: boolean;
}

const page = (
  load: () => Promise<{ default: ComponentType }>,
  needsDetector = true,
): PageEntry => ({
  Page: lazy(load),
  needsDetector,
});

export const GetStarted = lazy(() => import('../pages/get-started/get-started-page.tsx'));

/** The split panel, which the address opens. */
export const FindingPanel = lazy(() => import('../pages/findings/finding-panel.tsx'));

/** By the part of the address after `/console/`. */
export const pages: Readonly<Record<string, PageEntry | undefined>> = {
  summary: page(() => import('../pages/summary/summary-page.tsx')),
  findings: page(() => import('../pages/findings/findings-page.tsx')),
  sequences: page(() => import('../pages/sequences/sequences-page.tsx')),
  accounts: page(() => import('../pages/accounts/accounts-page.tsx')),
  organization: page(() => import('../pages/organization/organization-page.tsx'), false),
  'stack-sets': page(() => import('../pages/stack-sets/stack-sets-page.tsx'), false),
  suppression: page(() => import('../pages/suppression/suppression-page.tsx')),
  lists: page(() => import('../pages/lists/lists-page.tsx')),
  protection: page(() => import('../pages/protection/protection-page.tsx')),
  usage: page(() => import('../pages/usage/usage-page.tsx')),
  sources: page(() => import('../pages/sources/sources-page.tsx'), false),
  sinks: page(() => import('../pages/sinks/sinks-page.tsx'), false),
  invitations: page(() => import('../pages/invitations/invitations-page.tsx'), false),
  settings: page(() => import('../pages/settings/settings-page.tsx')),
};

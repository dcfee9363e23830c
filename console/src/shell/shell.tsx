import Alert from '@cloudscape-design/components/alert';
import AppLayout from '@cloudscape-design/components/app-layout-toolbar';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Spinner from '@cloudscape-design/components/spinner';
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useApp, useLook } from '../state/app.ts';
import { go, hrefOf, usePlace } from '../state/router.ts';
import { wordsOfError } from '../state/words-of-error.ts';
import { Content, SkipLink } from './content.tsx';
import { Navigation } from './navigation.tsx';
import { FindingPanel, GetStarted, pages } from './pages.ts';
import { TopBar } from './top-bar.tsx';

interface Props {
  readonly notices: ReactNode;
  /** Is it known whether there is a detector? */
  readonly isReady: boolean;
  readonly problem: unknown;
}

/** Header, list of pages, messages, and the page itself. */
export function Shell({ notices, isReady, problem }: Props) {
  const { text } = useLook();
  const words = text.shell;
  const [isOpen, setOpen] = useState(() => matchMedia('(min-width: 912px)').matches);
  const panel = usePanel();
  return (
    <>
      <div id="top">
        <SkipLink />
        <TopBar />
      </div>
      <AppLayout
        headerSelector="#top"
        toolsHide
        navigation={<Navigation />}
        navigationWidth={230}
        navigationOpen={isOpen}
        onNavigationChange={({ detail }) => setOpen(detail.open)}
        notifications={notices}
        stickyNotifications
        {...panel}
        content={
          <Content>
            {problem === undefined ? (
              <Suspense fallback={<Loading />}>{isReady ? <Page /> : <Loading />}</Suspense>
            ) : (
              <Unreachable problem={problem} />
            )}
          </Content>
        }
        ariaLabels={{
          navigation: words.navigation,
          navigationToggle: words.openNavigation,
          navigationClose: words.closeNavigation,
          notifications: words.notifications,
        }}
      />
    </>
  );
}

/** The finding that the address names, drawn in the split panel; closing it leaves the list. */
function usePanel() {
  const { page, query } = usePlace();
  const { detectorId } = useApp();
  const isOpen = page === 'findings' && query.has('id') && detectorId !== undefined;
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (isOpen) opener.current = document.activeElement;
    else if (opener.current instanceof HTMLElement) opener.current.focus();
  }, [isOpen]);
  return {
    splitPanel: isOpen && (
      <Suspense>
        <FindingPanel />
      </Suspense>
    ),
    // Always told: the layout asks only once who keeps this state.
    splitPanelOpen: isOpen,
    splitPanelPreferences: { position: 'side' as const },
    splitPanelSize: 560,
    onSplitPanelToggle: () => {
      const { id: _, ...rest } = Object.fromEntries(query);
      go(hrefOf('findings', rest));
    },
  };
}

function Page() {
  const { page } = usePlace();
  const { detectorId } = useApp();
  const { text } = useLook();
  const found = pages[page === '' ? 'summary' : page];
  if (found === undefined) return <Alert type="warning">{text.shell.pageNotFound}</Alert>;
  if (detectorId === undefined && found.needsDetector) return <GetStarted />;
  return <found.Page />;
}

function Loading() {
  const { text } = useLook();
  return (
    <Box padding="xxl" textAlign="center">
      <Spinner size="large" />
      <Box variant="span" padding="s">
        {text.shell.loading}
      </Box>
    </Box>
  );
}

function Unreachable({ problem }: { readonly problem: unknown }) {
  const { text } = useLook();
  const { reloadDetector, role, switchRole } = useApp();
  return (
    <Alert
      type="error"
      header={text.shell.failed}
      action={
        role === undefined ? (
          <Button onClick={reloadDetector}>{text.shell.retry}</Button>
        ) : (
          <Button onClick={() => switchRole(undefined)}>{text.shell.switchBack}</Button>
        )
      }
    >
      {wordsOfError(problem, text)}
    </Alert>
  );
}

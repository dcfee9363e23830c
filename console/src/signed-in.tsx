import Spinner from '@cloudscape-design/components/spinner';
import { lazy, Suspense, useEffect, useState } from 'react';
import { readSignIn, SessionError, type SignIn, signInByLink } from './api/session.ts';
import { useLook } from './state/app.ts';

const SignInPage = lazy(() => import('./pages/sign-in/sign-in-page.tsx'));
const Console = lazy(() => import('./console.tsx'));

type State =
  | { readonly kind: 'asking' }
  | { readonly kind: 'out'; readonly problem?: SessionError }
  | { readonly kind: 'in'; readonly signIn: SignIn };

/** The console for whoever is signed in, the sign-in page for everybody else. */
export function SignedIn() {
  const [state, setState] = useState<State>({ kind: 'asking' });
  const { text } = useLook();
  useEffect(() => {
    begin().then(setState);
  }, []);
  const spinner = <Spinner size="large" />;
  if (state.kind === 'asking') {
    return (
      <main className="sign-in" aria-busy="true" aria-label={text.shell.loading}>
        {spinner}
      </main>
    );
  }
  return (
    <Suspense fallback={spinner}>
      {state.kind === 'out' ? (
        <SignInPage
          problem={state.problem}
          onSignIn={(signIn) => setState({ kind: 'in', signIn })}
        />
      ) : (
        <Console signIn={state.signIn} onSignOut={() => setState({ kind: 'out' })} />
      )}
    </Suspense>
  );
}

let beginning: Promise<State> | undefined;

/** Once for the page, however often it is drawn: the token of a link works a single time. */
function begin(): Promise<State> {
  beginning ??= signInHere();
  return beginning;
}

async function signInHere(): Promise<State> {
  const link = takeLink();
  try {
    return { kind: 'in', signIn: await (link === undefined ? readSignIn() : signInByLink(link)) };
  } catch (error) {
    if (!(error instanceof SessionError)) throw error;
    if (link !== undefined) return { kind: 'out', problem: new SessionError('linkUsed', '') };
    const problem = takeProblem();
    if (problem !== undefined) return { kind: 'out', problem: new SessionError(problem, '') };
    return error.code === 'signInNeeded' ? { kind: 'out' } : { kind: 'out', problem: error };
  }
}

/** The token behind `#sign-in=`, which no server sees; it leaves the address at once. */
function takeLink(): string | undefined {
  const link = /^#sign-in=([A-Z2-7]+)$/.exec(location.hash)?.[1];
  if (link !== undefined) history.replaceState(null, '', location.pathname + location.search);
  return link;
}

/** What the server says of a return from the identity provider; it leaves the address at once. */
function takeProblem(): string | undefined {
  const problem = new URLSearchParams(location.search).get('problem') ?? undefined;
  if (problem !== undefined) history.replaceState(null, '', location.pathname);
  return problem;
}

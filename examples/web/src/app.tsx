import { useSyncExternalStore } from 'react';
import { createSession, userIdOf } from './api/session.ts';
import { AccountRoutes, isAccountPage } from './pages/account/routes.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { Workspace } from './pages/workspace.tsx';
import { Messages } from './ui/messages.tsx';
import { usePath } from './ui/router.tsx';

const session = createSession(new URL('/graphql', location.href).href, CLIENT);

function currentUserId(): string | undefined {
  const held = session.store.read();
  return held && userIdOf(held);
}

/** Shows a page of accounts, the sign-in, or the workspace of the person. Signing out or in in one tab does so in all. */
export function App() {
  const userId = useSyncExternalStore(session.store.onChange, currentUserId);
  const path = usePath();
  return (
    <Messages key={userId}>
      {isAccountPage(path) ? (
        <AccountRoutes path={path} session={session} userId={userId} />
      ) : userId ? (
        <Workspace session={session} userId={userId} />
      ) : (
        <SignIn session={session} />
      )}
    </Messages>
  );
}

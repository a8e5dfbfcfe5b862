import { useSyncExternalStore } from 'react';
import { createSession } from './api/session.ts';
import { Messages } from './ui/messages.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { Workspace } from './pages/workspace.tsx';

const session = createSession(new URL('/graphql', location.href).href, CLIENT);

const isSignedIn = () => session.store.read() !== undefined;

/** Shows the sign-in, or the workspace. Signing out in one tab does so in all. */
export function App() {
  const signedIn = useSyncExternalStore(session.store.onChange, isSignedIn);
  return <Messages>{signedIn ? <Workspace session={session} /> : <SignIn session={session} />}</Messages>;
}

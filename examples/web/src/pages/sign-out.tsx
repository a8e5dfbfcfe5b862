import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import type { Session } from '../api/session.ts';
import { useQueue, useQueued } from '../queue/context.ts';
import { useMessages } from '../ui/messages.tsx';
import { logout } from './logout.ts';

/** Signs out in all tabs. Asks first if changes would be lost. */
export function SignOutButton({ session }: { session: Session }) {
  const client = useApolloClient();
  const queue = useQueue();
  const { waiting, refused } = useQueued();
  const unsent = waiting.length + refused.length;
  const { refuse } = useMessages();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);

  // Until the session has ended, nothing else begins.
  useEffect(() => {
    if (!isBusy) return undefined;
    document.body.inert = true;
    return () => {
      document.body.inert = false;
    };
  }, [isBusy]);

  async function signOut() {
    setBusy(true);
    queue.dropAll();
    await logout(client).catch(refuse);
    // Another tab may have made changes meanwhile.
    queue.dropAll();
    session.store.write(undefined);
  }

  if (isAsking && unsent > 0)
    return (
      <div role="group" aria-label="Sign out?" className="actions">
        <span>
          {unsent === 1 ? '1 change has' : `${unsent} changes have`} not reached the server. Nobody sends what
          is left here if you sign out.
        </span>
        <button type="button" autoFocus onClick={() => void signOut()}>
          Sign out and lose them
        </button>
        <button type="button" onClick={() => setAsking(false)}>
          Stay
        </button>
      </div>
    );
  return (
    <button
      type="button"
      className={isBusy ? 'working' : undefined}
      onClick={() => (unsent > 0 ? setAsking(true) : void signOut())}
    >
      Sign out
    </button>
  );
}

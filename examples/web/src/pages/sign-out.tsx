import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../api/gql/index.ts';
import type { Session } from '../api/session.ts';
import { useQueue, useQueued } from '../queue/context.ts';
import { countOf } from '../queue/waiting.tsx';
import { useMessages } from '../ui/messages.tsx';

const SignOut = graphql(`
  mutation SignOut {
    logout {
      userErrors {
        code
        message
        field
      }
    }
  }
`);

/** Signs out in all tabs. Asks first if changes would be lost. */
export function SignOutButton({ session }: { session: Session }) {
  const client = useApolloClient();
  const queue = useQueue();
  const { waiting } = useQueued();
  const { refuse } = useMessages();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);

  async function signOut() {
    setBusy(true);
    queue.dropAll();
    // The session ends here also when the server cannot be reached; there it ends when it expires.
    await client.mutate({ mutation: SignOut, context: { isSentOnce: true } }).catch(refuse);
    session.store.write(undefined);
  }

  if (isAsking && waiting.length > 0)
    return (
      <div role="group" aria-label="Sign out?" className="actions">
        <span>{countOf(waiting)} Nobody sends them if you sign out.</span>
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
      onClick={() => (waiting.length > 0 ? setAsking(true) : void signOut())}
    >
      Sign out
    </button>
  );
}

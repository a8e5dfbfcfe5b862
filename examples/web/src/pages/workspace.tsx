import { ApolloProvider } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { createCache } from '../cache.ts';
import { createPolityClient } from '../api/client.ts';
import type { Session } from '../api/session.ts';
import { Shell } from './shell.tsx';

const KEY = 'polity.organization';

/** Each tab has an organization of its own; a new tab begins with the one selected last. */
const remembered = () => sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY) ?? undefined;

/** Gives the pages a client for the selected organization, and another client after a switch. */
export function Workspace({ session }: { session: Session }) {
  const [organizationId, setOrganizationId] = useState(remembered);
  const [connection, setConnection] = useState<ReturnType<typeof createPolityClient>>();
  const [checks, setChecks] = useState(0);
  useEffect(() => {
    const opened = createPolityClient({
      session,
      organizationId,
      cache: createCache(),
      onAccessChanged: () => setChecks((count) => count + 1),
    });
    setConnection(opened);
    return () => opened.close();
  }, [session, organizationId]);

  function select(id: string | undefined) {
    for (const storage of [sessionStorage, localStorage])
      if (id) storage.setItem(KEY, id);
      else storage.removeItem(KEY);
    setOrganizationId(id);
  }

  if (!connection) return null;
  return (
    <ApolloProvider client={connection.client}>
      <Shell
        key={organizationId}
        session={session}
        organizationId={organizationId}
        onSelect={select}
        checks={checks}
      />
    </ApolloProvider>
  );
}

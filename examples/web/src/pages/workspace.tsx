import { ApolloProvider } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { createPolityClient } from '../api/client.ts';
import type { Session } from '../api/session.ts';
import { createCache } from '../cache.ts';
import { QueueProvider } from '../queue/context.ts';
import { createQueue } from '../queue/queue.ts';
import { selectedOrganization, selectOrganization } from './selected-organization.ts';
import { Shell } from './shell.tsx';
import { writes } from './writes.ts';

interface WorkspaceProps {
  session: Session;
  userId: string;
}

/** Gives the pages a client and a queue for the selected organization, and others after a switch. */
export function Workspace({ session, userId }: WorkspaceProps) {
  const [organizationId, setOrganizationId] = useState(() => selectedOrganization(userId));
  const [connection, setConnection] = useState<ReturnType<typeof connect>>();
  const [checks, setChecks] = useState(0);
  useEffect(() => {
    const onAccessChanged = () => setChecks((count) => count + 1);
    const opened = connect(session, userId, organizationId, onAccessChanged);
    setConnection(opened);
    return () => opened.close();
  }, [session, userId, organizationId]);

  function select(id: string | undefined) {
    selectOrganization(userId, id);
    setOrganizationId(id);
  }

  if (!connection) return null;
  return (
    <ApolloProvider client={connection.client}>
      <QueueProvider value={connection.queue}>
        <Shell
          key={organizationId}
          session={session}
          organizationId={organizationId}
          onSelect={select}
          checks={checks}
        />
      </QueueProvider>
    </ApolloProvider>
  );
}

function connect(
  session: Session,
  userId: string,
  organizationId: string | undefined,
  onAccessChanged: () => void,
) {
  const { client, close } = createPolityClient({
    session,
    userId,
    organizationId,
    cache: createCache(),
    onAccessChanged,
    onReconnect: () => queue.wake(),
  });
  const queue = createQueue({ client, userId, organizationId, writes });
  return {
    client,
    queue,
    close() {
      queue.close();
      close();
    },
  };
}

import pg from 'pg';

const TIMEOUT_MS = 2000;

/** What pg keeps of a connection: how it was made, and the key that cancels what runs on it. */
interface Connected {
  host: string;
  port: number;
  ssl: boolean | object;
  sslNegotiation: string;
  processID: number;
  secretKey: number;
}

interface Wire extends NodeJS.EventEmitter {
  stream: { destroy(): void };
  connect(port: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processID: number, secretKey: number): void;
}

const Connection = (pg as unknown as { Connection: new (options: object) => Wire }).Connection;

/**
 * Asks PostgreSQL, or the pooler in between, to cancel what runs on a connection, over a connection of its own that is
 * encrypted like the first. Resolves when the server has closed it: by then the signal is on its way, and a statement that
 * is sent later on the cancelled connection is not hit. Whether something was hit the statement itself tells.
 * @throws when the request could not be delivered within two seconds
 */
export async function cancelRunning(client: pg.PoolClient): Promise<void> {
  const { host, port, ssl, sslNegotiation, processID, secretKey } = client as unknown as Connected;
  const wire = new Connection({ ssl, sslNegotiation });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error('the cancel request timed out')), TIMEOUT_MS);
  const cancel = () => wire.cancel(processID, secretKey);
  wire.once('connect', () => {
    if (!ssl) cancel();
    else if (sslNegotiation !== 'direct') wire.requestSsl();
  });
  wire.once('sslconnect', cancel);
  wire.on('error', reject);
  wire.once('end', resolve);
  if (host.startsWith('/')) wire.connect(`${host}/.s.PGSQL.${port}`);
  else wire.connect(port, host);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    wire.stream.destroy();
  }
}

import pg from 'pg';

const TIMEOUT_MS = 2000;

/** Properties of pg's client that its types omit: how it connected, and the key that cancels its statement. */
interface ConnectedClient {
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
 * Sends PostgreSQL, or the pooler in between, a request to cancel the running statement of a connection. The request uses
 * a separate connection with the same encryption. Resolves when the server has closed that connection: the signal has
 * then been sent and cannot cancel statements that are sent later. Only the statement itself shows whether it was
 * cancelled.
 * @throws if the request could not be delivered within two seconds
 */
export async function cancelRunning(client: pg.PoolClient): Promise<void> {
  const { host, port, ssl, sslNegotiation, processID, secretKey } = client as unknown as ConnectedClient;
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

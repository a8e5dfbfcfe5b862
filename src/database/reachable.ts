import pg from 'pg';

const CONNECT_MS = 10_000;

/** Explanations of error codes of the network and of PostgreSQL. */
const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be resolved',
  ETIMEDOUT: 'the host does not answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ECONNRESET: 'the connection was closed',
  '28P01': 'the password is wrong',
  '28000': 'the login is not allowed to connect',
  '3D000': 'there is no such database',
  '53300': 'it has no connection left',
  '57P03': 'it is starting or stopping',
};

/**
 * Connects once to the database of a setting, to report a wrong setting at the start.
 * Security: the URL contains a password, and readers of the logs could see it. The message contains only the host, the
 * database and the login.
 * @throws if the connection fails, with the setting, the host and the reason
 */
export async function requireReachable(setting: string, connectionString: string): Promise<void> {
  if (!URL.canParse(connectionString))
    throw new Error(
      `${setting} is not a valid URL. Percent-encode special characters of the password, for example %23 for #.`,
    );
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string };
    const place = `${client.host}:${client.port}`;
    const login = `database ${client.database}, login ${client.user}`;
    throw new Error(
      `${setting}: PostgreSQL at ${place} (${login}) cannot be used: ${reasons[code] ?? (message || code)}.`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

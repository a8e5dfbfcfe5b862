import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { PoolClient } from 'pg';
import { pino } from 'pino';
import { createTokens } from '../../src/authentication/tokens.ts';
import { createPool } from '../../src/database/client.ts';
import { port, readSettings } from '../settings.ts';
import { beginRequest, statements } from './limit-statements.ts';

// How fast a server with Polity's checks can be: it parses no GraphQL, and has one hand-written statement for each operation,
// whose text is the response. `BEGIN`, the check of the caller, the statement and `COMMIT` are sent in one packet. A read is
// responded to before its `COMMIT` has ended. The login is Polity's own, so row-level security hides all rows from a caller
// whom `begin_request` does not admit, and refuses their writes.

const { servingUrl, poolSize, tokens: tokenSettings } = readSettings();
const tokens = await createTokens(tokenSettings);

// Polity's pool sends the statements of one turn of the event loop in one packet, with one `Sync`.
const pool = createPool(servingUrl, poolSize, pino({ level: 'silent' }));
const free = await Promise.all(Array.from({ length: poolSize }, () => pool.connect()));
const waiting: ((connection: PoolClient) => void)[] = [];

const take = (): PoolClient | Promise<PoolClient> =>
  free.pop() ?? new Promise((resolve) => waiting.push(resolve));

function giveBack(connection: PoolClient): void {
  const next = waiting.shift();
  if (next) next(connection);
  else free.push(connection);
}

interface Body {
  operation: string;
  variables: Record<string, unknown>;
}

async function respond(authorization: string | undefined, text: string): Promise<[number, string]> {
  const { operation, variables } = JSON.parse(text) as Body;
  const statement = statements[operation];
  if (!statement) return [400, '{"errors":[{"message":"No such operation."}]}'];
  const claims = await tokens.verify(authorization?.slice('Bearer '.length) ?? '');
  if (!claims) return [401, signInFirst];
  const caller = { userId: claims.sub, organizationId: claims.org ?? null };
  const connection = await take();
  const results = Promise.allSettled([
    connection.query(statement.writes ? 'BEGIN' : 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
    connection.query({ ...beginRequest, values: [claims.sid, caller.organizationId, 10_000, null] }),
    connection.query({
      name: operation,
      text: statement.text,
      values: statement.values(variables, caller),
      rowMode: 'array',
    }),
  ]);
  const committing = Promise.allSettled([connection.query('COMMIT')]);
  const [, opened, executed] = await results;
  const [committed] = statement.writes ? await committing : [];
  // PostgreSQL skips the COMMIT after an error in the same packet.
  if (opened.status === 'rejected' || executed.status === 'rejected') await connection.query('ROLLBACK');
  giveBack(connection);
  if (opened.status === 'rejected') throw opened.reason;
  if (!opened.value.rows[0].admitted) return [401, signInFirst];
  if (executed.status === 'rejected') throw executed.reason;
  if (committed?.status === 'rejected') throw committed.reason;
  return [200, (executed.value.rows[0] as unknown as [string])[0]];
}

const signInFirst = '{"errors":[{"message":"Sign in first."}]}';

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const [status, text] = await respond(request.headers.authorization, Buffer.concat(chunks).toString()).catch(
    (error): [number, string] => [500, JSON.stringify({ errors: [{ message: String(error) }] })],
  );
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, headers).end(text);
}

createServer((request, response) => {
  if (request.method === 'POST') void handle(request, response);
  else response.writeHead(405).end();
}).listen(port, '127.0.0.1');

import { afterAll } from 'vitest';
import { createServer } from '../../src/bootstrap/create-server.ts';
import type { TestServer } from './server.ts';

/** Whether the statement is a planned read: each root field is a text that is named by its position. */
export const isPlanned = (statement: string) => /::text as "r\d+"/.test(statement);

/** Starts another server of the same database, in which resolvers execute every read. Returns its URL. */
export async function serveWithoutPlannedReads({ services }: TestServer): Promise<string> {
  const resolving = await createServer({
    ...services,
    config: { ...services.config, plannedReads: false },
  });
  afterAll(() => resolving.close());
  return resolving.listen({ host: '127.0.0.1', port: 0 });
}

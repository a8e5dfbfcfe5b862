import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { statements } from '../../src/database/statements.ts';

/** The statements of the work that is counted in this asynchronous context. */
const counting = new AsyncLocalStorage<string[] | undefined>();
statements.subscribe((message) => void counting.getStore()?.push((message as { sql: string }).sql));

/** Those of the requests that begin now. */
let ofRequests: string[] | undefined;
// The rest of the request runs in the context of this event.
subscribe('http.server.request.start', () => counting.enterWith(ofRequests));

/** Returns how many statements `work` sends itself: requests and jobs that run meanwhile do not count. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const sent: string[] = [];
  await counting.run(sent, work);
  return sent.length;
}

/**
 * Returns the result of `work` and the statements that the server of this process sends for the requests that `work`
 * makes. Statements of jobs, which may run at any time, are not among them.
 */
export async function requestStatements<Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; statements: string[] }> {
  const sent: string[] = [];
  ofRequests = sent;
  try {
    const result = await work();
    return { result, statements: [...sent] };
  } finally {
    ofRequests = undefined;
  }
}

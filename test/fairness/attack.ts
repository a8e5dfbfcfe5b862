import type { Account, Body } from '../support/client.ts';

/** An operation with the filters that it is sent with. */
export interface Operation {
  query: string;
  variables?: { filter: object };
}

/** Ten root fields, each with this filter: in a variable, because a document has too few tokens for it. */
const tenLists = (filter: object): Operation => ({
  query: `query ($filter: TaskFilter) { ${repeat(10, (index) => `f${index}: tasks(filter: $filter) { totalCount }`)} }`,
  variables: { filter },
});

const repeat = (times: number, write: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => write(index)).join(' ');

const anyOf = (count: number, condition: (index: number) => object) => ({
  or: Array.from({ length: count }, (_, index) => condition(index)),
});

/** What took every connection once: none of the words is found, so that each condition is tried on each task. */
export const LONG_FILTERS = tenLists(anyOf(99, (index) => ({ title: { contains: `zz${index}` } })));

const NO_ID = '019a0000-0000-7000-8000-000000000000';

/** Operations that grow with a number, to find the longest that is still admitted. */
export const shapes: Record<string, (size: number) => Operation> = {
  'titles that contain': (size) => tenLists(anyOf(size, (index) => ({ title: { contains: `zz${index}` } }))),
  'descriptions that contain': (size) =>
    tenLists(anyOf(size, (index) => ({ description: { contains: `zz${index}` } }))),
  'labels, one by one': (size) => tenLists(anyOf(size, () => ({ labelId: { in: [NO_ID] } }))),
  'full-text searches': (size) => tenLists(anyOf(size, (index) => ({ search: `zz${index}` }))),
  'long pages': (size) => ({
    query: `{ ${repeat(
      Math.min(size, 30),
      (index) =>
        `f${index}: tasks(first: 100) { totalCount nodes { id title description status project { name } labels { name } } }`,
    )} }`,
  }),
};

interface Sent {
  status: number;
  code: string | undefined;
  cost: number | undefined;
}

/** Sends a query, as a client that goes away when `signal` says so. */
export async function send({ client }: Account, operation: Operation, signal?: AbortSignal): Promise<Sent> {
  const response = await fetch(`${client.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-cost': '1', ...client.headers },
    body: JSON.stringify(operation),
    signal: signal ?? null,
  });
  const { errors, extensions } = (await response.json()) as Body;
  const refusal = errors?.[0]?.extensions as { code: string; cost?: number } | undefined;
  return {
    status: response.status,
    code: refusal?.code,
    cost: extensions?.cost?.requested ?? refusal?.cost,
  };
}

/** The longest query of the shape that the server does not refuse, and its cost; asked of an organization without tasks. */
export async function longestAdmitted(
  account: Account,
  shape: (size: number) => Operation,
): Promise<{ operation: Operation; size: number; cost: number }> {
  let [admitted, refused] = [0, 100];
  let cost = 0;
  while (refused - admitted > 1) {
    const size = Math.floor((admitted + refused) / 2);
    const sent = await send(account, shape(size));
    if (sent.code === undefined) [admitted, cost] = [size, sent.cost ?? 0];
    else refused = size;
  }
  return { operation: shape(admitted), size: admitted, cost };
}

import { randomInt } from 'node:crypto';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Organization } from './organization.ts';
import type { Promises } from './promises.ts';
import { keepDoing, type Running } from './writers.ts';

const LIST = `query ($after: String) { organization { id } tasks(first: 40, after: $after) {
  pageInfo { endCursor hasNextPage }
  nodes { id title version organization { id } project { id name } createdBy { fullName } assignee { fullName } } } }`;
const FOREIGN = 'query ($task: ID!, $project: ID!) { task(id: $task) { id } project(id: $project) { id } }';
const EVENTS = 'subscription { taskEvents { taskId task { title organization { id } } } }';

/** Starts a reader and a subscriber of the organization. Each row that they see must be its own. */
export function startReaders(
  organization: Organization,
  others: Organization[],
  servers: readonly string[],
  promises: Promises,
): Running {
  const reading = keepDoing(
    [lists(organization, promises), foreign(organization, others, promises)],
    promises,
  );
  const unsubscribe = subscribe(organization, servers, promises);
  return {
    stop: async () => {
      unsubscribe();
      await reading.stop();
    },
  };
}

function lists({ id, tag, caller, ledger }: Organization, promises: Promises) {
  let after: string | null = null;
  return async () => {
    // What was acknowledged before the request was sent.
    const known = new Map([...ledger.tasks].map(([id, task]) => [id, task.version]));
    const { organization, tasks } = await caller.ask(LIST, { after });
    after = tasks.pageInfo.hasNextPage ? tasks.pageInfo.endCursor : null;
    promises.check(
      'a response is about the organization of the request',
      organization.id === id,
      organization,
    );
    for (const task of tasks.nodes) {
      const isOwn =
        task.organization.id === id &&
        [task.title, task.project.name].every((each) => each.startsWith(`${tag} `)) &&
        [task.createdBy, task.assignee].every((each) => each?.fullName.endsWith(` of ${tag}`) ?? true);
      promises.check('no two tenants meet in a list', isOwn, { tag, task });
      promises.check('a list has what was acknowledged before', task.version >= (known.get(task.id) ?? 1), {
        task,
        acknowledged: known.get(task.id),
      });
    }
  };
}

function foreign({ caller }: Organization, others: Organization[], promises: Promises) {
  return async () => {
    const other = others[randomInt(others.length)]!;
    const ids = [...other.ledger.tasks.keys()];
    const variables = { task: ids[randomInt(ids.length)]!, project: other.projectId };
    const found = (await caller.ask(FOREIGN, variables)) as Record<'task' | 'project', unknown>;
    promises.check('nobody reads what another tenant has', found.task === null && found.project === null, {
      variables,
      found,
    });
  };
}

function subscribe(
  { id, tag, owner }: Organization,
  servers: readonly string[],
  promises: Promises,
): () => void {
  const client = createClient({
    url: () => `${servers[randomInt(servers.length)]!.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: owner.client.headers,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 200 + randomInt(800))),
  });
  const state = { stopped: false };
  type Heard = {
    taskEvents: { taskId: string; task: { title: string; organization: { id: string } } | null };
  };
  const listen = () => {
    if (state.stopped) return;
    // An error ends the subscription, not the socket: the client subscribes again.
    const again = () => void setTimeout(listen, 500).unref();
    client.subscribe<Heard>(
      { query: EVENTS },
      {
        next: ({ data }) => {
          const task = data?.taskEvents.task;
          const isOwn = !task || (task.organization.id === id && task.title.startsWith(`${tag} `));
          promises.check('no two tenants meet in a subscription', isOwn, { tag, data });
        },
        error: again,
        complete: again,
      },
    );
  };
  listen();
  return () => {
    state.stopped = true;
    void client.dispose();
  };
}

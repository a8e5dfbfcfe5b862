import { randomUUID } from 'node:crypto';
import type { SystemDb } from '../../src/database/system.ts';
import { changePlan } from '../fixtures/owner.ts';
import { createProject } from '../fixtures/work.ts';
import { type Account, Client, register } from '../support/client.ts';
import { foundEarlier } from '../support/usage.ts';
import { Caller, type Traffic } from './caller.ts';
import { Ledger } from './ledger.ts';
import type { Promises } from './promises.ts';

/** An organization of a run, with what its people know. */
export interface Organization {
  id: string;
  /** All its texts begin with it. */
  tag: string;
  owner: Account;
  member: Account;
  caller: Caller;
  projectId: string;
  /** The task that several writers change. */
  sharedTaskId: string;
  /** Where its webhooks go, and what they are signed with. */
  path: string;
  secret: string;
  ledger: Ledger;
}

interface Surroundings {
  db: SystemDb;
  servers: readonly string[];
  receiver: string;
  traffic: Traffic;
  promises: Promises;
}

/** Registers the people of an organization on PRO that is two months old, with a webhook endpoint for all events. */
export async function found(number: number, surroundings: Surroundings): Promise<Organization> {
  const { db, servers, receiver, traffic, promises } = surroundings;
  const tag = `org-${number}`;
  const anonymous = new Client(servers[0]!);
  const owner = await register(anonymous, `Owner of ${tag}`);
  const member = await register(anonymous, `Member of ${tag}`);
  const { organizationId: id, client } = owner;
  await changePlan(client, 'PRO');
  await foundEarlier(db, id, 2);
  await db
    .updateTable('users')
    .set({ email_verified_at: new Date().toISOString() })
    .where('id', 'in', [owner.userId, member.userId])
    .execute();
  await db
    .insertInto('memberships')
    .values({ organization_id: id, user_id: member.userId, role: 'MEMBER' })
    .execute();
  // The limits count in Redis, but do not slow the writers.
  await db
    .insertInto('organization_overrides')
    .values({ organization_id: id, requests_per_minute: 1_000_000, reason: 'Chaos' })
    .execute();
  const path = `/${randomUUID()}`;
  const { createWebhookEndpoint } = await client.ask(
    `mutation ($url: String!) { createWebhookEndpoint(input: { url: $url, events: ["*"] }) {
      secret userErrors { code } } }`,
    { url: receiver + path },
  );
  const ledger = new Ledger(promises);
  const projectName = `${tag} harbour`;
  const projectId = await createProject(client, { name: projectName });
  ledger.note('projects', { id: projectId, version: 1 }, projectName);
  const title = `${tag} shared`;
  const { createTask } = await client.ask(
    'mutation ($projectId: ID!, $title: String!) { createTask(input: { projectId: $projectId, title: $title }) { task { id version } userErrors { code } } }',
    { projectId, title },
  );
  ledger.note('tasks', createTask.task, title);
  return {
    id,
    tag,
    owner,
    member,
    caller: new Caller(servers, client.headers, traffic, promises),
    projectId,
    sharedTaskId: createTask.task.id,
    path,
    secret: createWebhookEndpoint.secret,
    ledger,
  };
}

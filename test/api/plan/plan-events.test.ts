import { expect, test } from 'vitest';
import { changePlan, createOwner } from '../../fixtures/owner.ts';
import { verify } from '../../support/acquaintance.ts';
import { type Account, join } from '../../support/client.ts';
import { settled } from '../../support/jobs.ts';
import { until } from '../../support/mail.ts';
import {
  addProjects,
  applyDue,
  bringForward,
  CANCEL,
  declareTrial,
  nextDay,
  planChange,
  remindNow,
  startTrial,
  WITHDRAW,
} from '../../support/plan-changes.ts';
import { startTestServer } from '../../support/server.ts';
import { month } from '../../support/usage.ts';
import { startWebhookWorker } from '../../support/webhooks.ts';

const server = await startTestServer();
const { mailer } = await startWebhookWorker(server);
const { anonymous, db } = server;
await declareTrial(db, 14);

const end = `${month(1)}-01T00:00:00.000Z`;
const passed = () => new Date(Date.now() - 10).toISOString();

/** Returns the details of the person's notifications about plans, oldest first, once all jobs are done. */
async function toldTo({ client, organizationId }: Account): Promise<Record<string, unknown>[]> {
  await settled(db, organizationId);
  const { notifications } = await client.ask(
    `{ notifications(filter: { kind: { eq: PLAN_ALERT } }, orderBy: { field: CREATED_AT }) { nodes { details } } }`,
  );
  return notifications.nodes.map(({ details }) => details as Record<string, unknown>);
}

/** Does one thing after the other, each when what the one before told has arrived: jobs of an organization run at once. */
async function inTurn({ organizationId }: Account, ...steps: (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps) {
    await step();
    await settled(db, organizationId);
  }
}

const auditOf = async ({ client }: Account) => {
  const { auditEvents } = await client.ask(
    `{ auditEvents(filter: { action: { startsWith: "organization.plan" } }, orderBy: { field: CREATED_AT }) {
      nodes { action actorId before after } } }`,
  );
  return auditEvents.nodes;
};

test('the other owners are told what an owner asks for, and it is audited', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  const [other, admin] = [await join(owner, 'OWNER'), await join(owner, 'ADMIN')];
  await inTurn(
    owner,
    () => planChange(owner, 'FREE'),
    () => planChange(owner, 'FREE'),
    () => owner.client.ask(WITHDRAW),
    () => owner.client.ask(CANCEL),
    () => changePlan(owner.client, 'FREE'),
  );
  const change = { kind: 'CHANGE', plan: 'PRO', nextPlan: 'FREE', at: end };
  const cancellation = { ...change, kind: 'CANCELLATION' };
  expect((await toldTo(other)).filter(({ after }) => after !== 'PRO')).toEqual([
    { event: 'plan.change_planned', ...change },
    { event: 'plan.change_withdrawn', ...change },
    { event: 'plan.change_planned', ...cancellation },
    { event: 'plan.change_withdrawn', ...cancellation },
    { event: 'plan.changed', before: 'PRO', after: 'FREE', cause: 'REQUEST' },
  ]);
  expect(await toldTo(owner)).toEqual([]);
  expect(await toldTo(admin)).toEqual([]);
  const by = { actorId: owner.userId };
  expect((await auditOf(owner)).slice(1)).toEqual([
    { action: 'organization.plan_change_planned', ...by, before: null, after: change },
    { action: 'organization.plan_change_withdrawn', ...by, before: change, after: null },
    { action: 'organization.plan_change_planned', ...by, before: null, after: cancellation },
    { action: 'organization.plan_change_withdrawn', ...by, before: cancellation, after: null },
    { action: 'organization.plan_changed', ...by, before: { plan: 'PRO' }, after: { plan: 'FREE' } },
  ]);
});

test('all owners are told of a trial: before its end, when it is refused, and of its end', async () => {
  const owner = await createOwner(anonymous);
  const other = await verify(await join(owner, 'OWNER'));
  const apply = () => applyDue(server, owner);
  await inTurn(
    owner,
    () => startTrial(owner),
    () => remindNow(db, owner),
    apply,
    apply,
    () => addProjects(db, owner, 6),
    () => bringForward(db, owner, passed()),
    apply,
    () => nextDay(db, owner),
    apply,
    () => db.deleteFrom('projects').where('organization_id', '=', owner.organizationId).execute(),
    () => nextDay(db, owner),
    apply,
  );
  const told = await toldTo(owner);
  const events = ['plan.trial_ending', 'plan.change_refused', 'plan.trial_ended'];
  expect(told.map(({ event }) => event)).toEqual(events);
  expect(told[0]).toMatchObject({ plan: 'PRO', nextPlan: 'FREE' });
  expect(told[1]).toMatchObject({
    reasons: ['The organization has 6 projects, of which FREE allows 5.'],
  });
  expect((await toldTo(other)).map(({ event }) => event)).toEqual(['plan.trial_started', ...events]);
  expect((await auditOf(owner)).map(({ action }) => action.split('.')[1])).toEqual([
    'plan_trial_started',
    'plan_trial_ending',
    'plan_change_refused',
    'plan_trial_ended',
    'plan_changed',
  ]);
  await until(() =>
    mailer.outbox.some(
      ({ to, subject }) => to === other.email && subject.includes('has ended. It has the plan FREE'),
    ),
  );
});

test('a trial of three days has no reminder, and a planned change says when it took effect', async () => {
  await declareTrial(db, 3);
  const owner = await createOwner(anonymous);
  const other = await join(owner, 'OWNER');
  const begin = async () => {
    await bringForward(db, owner, passed());
    await applyDue(server, owner);
  };
  await inTurn(
    owner,
    () => startTrial(owner),
    () => applyDue(server, owner),
    () => planChange(owner, 'PRO'),
    begin,
    () => planChange(owner, 'FREE'),
    begin,
  );
  expect((await toldTo(other)).map(({ event }) => event)).toEqual([
    'plan.trial_started',
    'plan.change_planned',
    'plan.trial_ended',
    'plan.change_planned',
    'plan.changed',
  ]);
});

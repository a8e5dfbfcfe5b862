import { describe, expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import type { Account } from '../../support/client.ts';
import { startPaymentServer } from '../../support/payments.ts';
import {
  applyDue,
  bringForward,
  CANCEL,
  CHANGE,
  declareTrial,
  lifeOf,
  planChange,
  START_TRIAL,
  startTrial,
} from '../../support/plan-changes.ts';

const payments = await startPaymentServer();
const { anonymous, db, server, stripe, startCheckout, sendSubscription, settle, createSubscriber } = payments;
await declareTrial(db, 14);

const passed = () => new Date(Date.now() - 10).toISOString();
/** Pays for PRO. */
async function subscribe(owner: Account): Promise<void> {
  await sendSubscription(stripe.pay(await startCheckout(owner)));
  await settle(owner);
}
/** Gives the plan as an operator does. */
const give = ({ organizationId }: Account, plan_code: string) =>
  db.updateTable('organizations').set({ plan_code }).where('id', '=', organizationId).execute();

describe('with a payment provider', () => {
  test('nothing is planned beside a subscription, nor for a paid plan', async () => {
    const owner = await createSubscriber();
    expect(await owner.client.codes(CANCEL)).toEqual(['SUBSCRIPTION_EXISTS']);
    expect(await owner.client.codes(START_TRIAL, { plan: 'PRO' })).toEqual(['SUBSCRIPTION_EXISTS']);
    expect(await owner.client.codes(CHANGE, { input: { plan: 'FREE', at: 'PERIOD_END' } })).toEqual([
      'SUBSCRIPTION_EXISTS',
    ]);
    const free = await createOwner(anonymous);
    expect(await free.client.codes(CHANGE, { input: { plan: 'PRO', at: 'PERIOD_END' } })).toEqual([
      'SUBSCRIPTION_REQUIRED',
    ]);
  });

  test('a subscription ends the trial, and makes its end void', async () => {
    const owner = await createOwner(anonymous);
    await startTrial(owner);
    await subscribe(owner);
    expect(await lifeOf(owner)).toMatchObject({
      plan: 'PRO',
      planned: null,
      history: ['PRO', 'PRO trial', 'FREE'],
    });
  });

  test('a subscription makes a planned change void', async () => {
    const owner = await createOwner(anonymous);
    await give(owner, 'PRO');
    await planChange(owner, 'FREE');
    await subscribe(owner);
    expect(await lifeOf(owner)).toMatchObject({ plan: 'PRO', planned: null });
  });

  test('a change that is due beside a subscription does not happen', async () => {
    const owner = await createSubscriber();
    await db
      .insertInto('planned_plan_changes')
      .values({
        organization_id: owner.organizationId,
        kind: 'CANCELLATION',
        from_plan_code: 'PRO',
        plan_code: 'FREE',
        at: passed(),
        due_at: passed(),
      })
      .execute();
    await applyDue(server, owner);
    expect(await lifeOf(owner)).toMatchObject({ plan: 'PRO', planned: null });
  });

  test('FREE follows a trial that nobody pays for, also if another plan was to follow', async () => {
    await declareTrial(db, 14, 'PRO');
    const owner = await createOwner(anonymous);
    await startTrial(owner);
    expect((await lifeOf(owner)).planned).toMatchObject({ plan: 'PRO' });
    await bringForward(db, owner, passed());
    await applyDue(server, owner);
    expect(await lifeOf(owner)).toMatchObject({ plan: 'FREE', planned: null });
  });
});

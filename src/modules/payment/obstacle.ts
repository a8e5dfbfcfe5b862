import type { TenantDb } from '../../database/tenant-db.ts';
import type { UserError } from '../../errors.ts';
import { isInForce } from './provider.ts';
import { findCustomer, findSoldPlan } from './queries.ts';

export const SUBSCRIPTION_EXISTS: UserError = {
  code: 'SUBSCRIPTION_EXISTS',
  message: 'The organization has a subscription. Use `openBillingPortal` to pay, change or cancel it.',
  field: ['plan'],
};

/**
 * Returns why only the payment provider may cause a change to the plan: a subscription is in force, or the plan is paid.
 * Only for a server with a provider.
 */
export async function findPlanObstacle(tenant: TenantDb, to: string): Promise<UserError | undefined> {
  const [plan, customer] = await Promise.all([findSoldPlan(tenant, to), findCustomer(tenant)]);
  if (customer && isInForce(customer.status)) return SUBSCRIPTION_EXISTS;
  if (!plan || BigInt(plan.basePrice) === 0n) return undefined;
  return {
    code: 'SUBSCRIPTION_REQUIRED',
    message: 'The plan requires a subscription. Use `startCheckout`.',
    field: ['plan'],
  };
}

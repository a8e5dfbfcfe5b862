import type { PaymentStatus } from '../../generated/enums.ts';

/*
 * How payments work.
 *
 * A *provider* is the service that takes money. This file says what Polity needs of one; stripe.ts implements it. A
 * *customer* is an organization as the provider knows it. A *subscription* is the provider's promise to pay for a plan, for a
 * number of *seats*, one for each member. A *statement* is what the organization owes for a month (src/modules/billing).
 *
 * 1. `startCheckout` (actions.ts) creates the customer and a page where an owner pays. It changes no plan.
 * 2. The provider sends events to POST /payments/stripe. The route verifies the signature and adds the job `sync-payment`
 *    of the customer's organization (events.ts). It reads nothing of an event but its customer.
 * 3. The job (sync.ts) takes the organization's lock, asks the provider for the present state of the subscriptions, and
 *    records it (record.ts). In the same transaction the plan begins or ends, through the function that `changePlan` uses.
 *    Members who join or leave add the same job, which then sets the number of seats. While the platform has suspended the
 *    organization, nothing is collected.
 *    A subscription whose statements are not paid counts as PAST_DUE, and later as UNPAID.
 * 4. The job then sends the sealed statements that were not sent yet (invoices.ts).
 * 5. `reconcile-payments` adds the job for every customer again after six hours, so that a lost event delays the
 *    state, and changes nothing else.
 *
 * Failures. Because the job reads the present state, the order and the number of events do not matter. Nothing calls the
 * provider inside a transaction: a slow provider holds no row locked. A subscription whose price says no plan of ours is
 * never guessed at: it changes nothing, and is logged and counted (metrics.ts). A customer that the provider has deleted is
 * forgotten, and the next checkout creates another. What the job writes is checked against the request
 * that it began with, in case its lock was lost. A failed call fails the job, which is retried, and leaves the plan as
 * it is.
 */

/** A plan as it is sold. */
export interface SoldPlan {
  code: string;
  version: number;
  name: string;
  /** The ISO 4217 code of the currency. */
  currency: string;
  /** The price of a month in the currency's smallest unit, which statements charge. */
  basePrice: string;
}

/** The purchase of a plan by an organization. */
export interface CheckoutOrder {
  organizationId: string;
  plan: SoldPlan;
  seats: number;
  successUrl: string;
  cancelUrl: string;
}

/** The present state of a subscription. Instants are in ISO 8601. */
export interface Subscription {
  id: string;
  status: Exclude<PaymentStatus, 'NONE'>;
  /** The version of the plan that was bought; undefined for a subscription to something else. */
  plan: { code: string; version: number } | undefined;
  /** Whether it was bought here, but its price does not say any more for which plan. */
  hasUnknownPrice: boolean;
  /** Whether this server has paused its payments. */
  isPaused: boolean;
  seats: number;
  createdAt: string;
  currentPeriodEnd: string;
  /** Null if it is renewed. */
  endsAt: string | null;
  paymentMethodId: string | null;
}

/** Whether a customer has paid for the statements. `LATE`: a payment has failed. `UNPAID`: no attempt has succeeded. */
export type Debt = 'NONE' | 'LATE' | 'UNPAID';

/** A sealed statement, and who pays it. */
export interface InvoiceOrder {
  customerId: string;
  organizationId: string;
  paymentMethodId: string | null;
  /** For example `2026-01`. */
  month: string;
  currency: string;
  sealedAt: Date;
  items: InvoiceOrderItem[];
}

export interface InvoiceOrderItem {
  description: string;
  /** In the currency's smallest unit; negative for a refund. */
  amount: bigint;
  from: Date;
  to: Date;
}

/** A service that takes money. Every call may be repeated without a second effect. */
export interface PaymentProvider {
  /**
   * Returns the id of the organization's customer. Repeated calls of a day return the same one. `lost` is the number of
   * earlier customers that the provider has deleted.
   */
  createCustomer(organization: { id: string; name: string; lost?: number }): Promise<string>;
  /**
   * Returns the page where the order is paid. Calls with the same key and order return the same page.
   * @throws {UnknownCustomer}
   */
  createCheckout(customerId: string, order: CheckoutOrder, idempotencyKey: string): Promise<string>;
  /** Closes the pages of a customer that are not paid yet. */
  expireCheckouts(customerId: string): Promise<void>;
  /** Returns the page where a customer manages the subscription. @throws {UnknownCustomer} */
  createPortalLink(customerId: string, returnUrl: string): Promise<string>;
  /** Returns the subscriptions of a customer, ended ones included. @throws {UnknownCustomer} */
  listSubscriptions(customerId: string): Promise<Subscription[]>;
  setSeats(subscriptionId: string, seats: number): Promise<Subscription>;
  /** Stops collecting the payments of a subscription, or begins again. What falls due meanwhile is not collected later. */
  setPaused(subscriptionId: string, paused: boolean): Promise<Subscription>;
  /** Ends a subscription now, with a credit for the rest of the period, or lets it end with the period. */
  cancel(subscriptionId: string, when: 'NOW' | 'PERIOD_END'): Promise<Subscription>;
  /** Invoices a statement, once however often it is called, and returns the invoice's id. */
  invoice(order: InvoiceOrder): Promise<string>;
  /** Looks at the invoices of statements. A subscription does not say whether they are paid. */
  findDebt(customerId: string): Promise<Debt>;
  /**
   * Returns the customer of an event; undefined if it has none.
   * @throws {InvalidEvent} if the provider did not sign the body, or signed it too long ago
   */
  readEvent(body: Buffer, signature: string | undefined): { customerId: string | undefined };
}

/** Returns the provider. The first call loads it, so that processes that take no payments start faster. */
export type LoadProvider = () => Promise<PaymentProvider>;

declare module '../../core/services.ts' {
  interface Services {
    /** Undefined if no provider is configured. */
    payments: LoadProvider | undefined;
  }
}

/** An event that is not the provider's. */
export class InvalidEvent extends Error {}

/** A failed call of the provider. Its message has no secrets. */
export class PaymentError extends Error {
  override readonly name: string = 'PaymentError';
  /** Whether the provider understood the call and refused it, so that a retry alone does not help. */
  readonly isRefusal: boolean;

  constructor(message: string, isRefusal = false) {
    super(message);
    this.isRefusal = isRefusal;
  }
}

/** A customer that the provider never had, or has deleted. */
export class UnknownCustomer extends PaymentError {
  override readonly name = 'UnknownCustomer';
}

/** Whether a subscription in this state gives its plan to the organization. */
export const isInForce = (status: PaymentStatus): boolean =>
  status === 'TRIALING' || status === 'ACTIVE' || status === 'PAST_DUE';

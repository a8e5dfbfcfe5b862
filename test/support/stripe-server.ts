import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Stripe from 'stripe';
import { afterAll } from 'vitest';
import {
  checkoutSession,
  customerObject,
  invoiceItemObject,
  invoiceObject,
  listOf,
  portalSession,
  priceObject,
  seconds,
  subscriptionObject,
} from './stripe-objects.ts';

export const SECRET_KEY = 'sk_test_5tr1p3';

/** A call that the server received. */
export interface StripeCall {
  method: string;
  path: string;
  params: URLSearchParams;
  idempotencyKey: string | undefined;
}

type Fault = 'ERROR' | 'LOST' | 'REFUSED' | 'SILENT';

/** Speaks the part of Stripe's API that is used, over HTTP, with idempotency keys. Tests read and change its objects. */
export class StripeServer {
  readonly customers = new Map<string, Stripe.Customer>();
  readonly prices = new Map<string, Stripe.Price>();
  readonly subscriptions = new Map<string, Stripe.Subscription>();
  readonly invoices = new Map<string, Stripe.Invoice>();
  readonly invoiceItems = new Map<string, Stripe.InvoiceItem>();
  readonly sessions = new Map<string, Stripe.Checkout.Session & { seats: number; priceId: string }>();
  readonly calls: StripeCall[] = [];
  /** Decides about each call: to respond with an error, to refuse it, to lose the response after the work was done, or never to respond. */
  faultOf: (call: StripeCall) => Fault | undefined = () => undefined;
  /** Holds a call back until it resolves. */
  before: (call: StripeCall) => Promise<void> = () => Promise.resolve();
  url = '';
  readonly #kept = new Map<string, { request: string; response: unknown }>();
  #count = 0;

  newId = (prefix: string) => `${prefix}_${String(++this.#count).padStart(6, '0')}`;

  callsTo = (method: string, path: string | RegExp) =>
    this.calls.filter((call) => call.method === method && call.path.match(path) !== null);

  /** The subscriptions of a customer, as the operator of Stripe would see them. */
  of = (customer: string) => [...this.subscriptions.values()].filter((each) => each.customer === customer);

  /** Lets the customer of a page pay. Returns the new subscription. */
  pay(url: string, status: Stripe.Subscription.Status = 'active'): Stripe.Subscription {
    const session = [...this.sessions.values()].find((each) => each.url === url)!;
    if (session.status === 'expired') throw new Error('The page is expired.');
    this.sessions.set(session.id, { ...session, status: 'complete' });
    const id = this.newId('sub');
    const subscription = subscriptionObject(
      id,
      session.customer as string,
      this.prices.get(session.priceId)!,
      session.seats,
      { status, metadata: session.metadata ?? {} },
    );
    this.subscriptions.set(id, subscription);
    return subscription;
  }

  /** Changes a subscription, as Stripe does by itself. */
  change(id: string, changes: Partial<Stripe.Subscription>): void {
    this.subscriptions.set(id, { ...this.subscriptions.get(id)!, ...changes });
  }

  /** Deletes a customer, as an operator of Stripe does. Its subscriptions end. */
  deleteCustomer(id: string): void {
    this.customers.delete(id);
    for (const subscription of this.of(id)) this.change(subscription.id, { status: 'canceled' });
  }

  /** Forgets the idempotency keys, as Stripe does after a day. */
  forgetKeys(): void {
    this.#kept.clear();
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url!, 'http://stripe.test');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const call: StripeCall = {
      method: request.method!,
      path: pathname.replace(/^\/v1/, ''),
      params: new URLSearchParams(body || search.slice(1)),
      idempotencyKey: request.headers['idempotency-key'] as string | undefined,
    };
    this.calls.push(call);
    const send = (status: number, content: unknown) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'request-id': this.newId('req') })
        .end(JSON.stringify(content));
    if (request.headers.authorization !== `Bearer ${SECRET_KEY}`)
      return void send(401, failure('invalid_request_error', `Invalid API Key provided: ${SECRET_KEY}`));
    await this.before(call);
    const fault = this.faultOf(call);
    if (fault === 'ERROR') return void send(500, failure('api_error', `failed for ${SECRET_KEY}`));
    if (fault === 'REFUSED') return void send(400, failure('invalid_request_error', 'Not like this.'));
    if (fault === 'SILENT') return;
    const asked = `${call.method} ${call.path} ${call.params}`;
    const kept = call.idempotencyKey === undefined ? undefined : this.#kept.get(call.idempotencyKey);
    if (kept && kept.request !== asked)
      return void send(400, failure('idempotency_error', 'The key was used with other parameters.'));
    const result = kept?.response ?? this.#answer(call);
    if (result === undefined) {
      const param = call.params.has('customer') ? 'customer' : 'id';
      return void send(
        param === 'customer' ? 400 : 404,
        failure('invalid_request_error', `No such object: ${call.path}`, 'resource_missing', param),
      );
    }
    if (call.method === 'POST' && call.idempotencyKey !== undefined)
      this.#kept.set(call.idempotencyKey, { request: asked, response: result });
    if (fault === 'LOST') return void response.destroy();
    send(200, result);
  }

  #answer({ method, path, params }: StripeCall): object | undefined {
    const get = (name: string) => params.get(name);
    const text = (name: string) => get(name) ?? '';
    const metadata = metadataOf(params);
    const [, resource, id, action] = path.split('/');
    switch (`${method} ${path.replace(/(sub|in|cs|cus)_\w+/, '*')}`) {
      case 'POST /customers':
        return keep(this.customers, customerObject(this.newId('cus'), text('name'), metadata));
      case 'GET /customers/*':
        return this.customers.get(id!);
      case 'GET /prices': {
        const wanted = get('lookup_keys[0]');
        const found = [...this.prices.values()].filter((each) => each.active && each.lookup_key === wanted);
        return listOf(path, found);
      }
      case 'POST /prices':
        return keep(
          this.prices,
          priceObject(this.newId('price'), text('lookup_key'), Number(get('unit_amount'))),
        );
      case 'POST /checkout/sessions': {
        if (!this.customers.has(text('customer'))) return undefined;
        const sessionId = this.newId('cs');
        const session = checkoutSession(sessionId, `${this.url}/pay/${sessionId}`, {
          customer: get('customer'),
          client_reference_id: get('client_reference_id'),
          success_url: get('success_url'),
          cancel_url: get('cancel_url'),
          metadata,
        });
        const seats = Number(get('line_items[0][quantity]'));
        this.sessions.set(sessionId, { ...session, seats, priceId: text('line_items[0][price]') });
        return session;
      }
      case 'GET /checkout/sessions':
        if (!this.customers.has(text('customer'))) return undefined;
        return page(
          path,
          params,
          [...this.sessions.values()].filter(
            ({ customer, status }) => customer === get('customer') && status === get('status'),
          ),
        );
      case 'POST /checkout/sessions/*/expire': {
        const session = this.sessions.get(action!)!;
        if (session.status === 'open') this.sessions.set(session.id, { ...session, status: 'expired' });
        return this.sessions.get(session.id);
      }
      case 'POST /billing_portal/sessions': {
        if (!this.customers.has(text('customer'))) return undefined;
        const sessionId = this.newId('bps');
        return portalSession(
          sessionId,
          text('customer'),
          `${this.url}/portal/${sessionId}`,
          text('return_url'),
        );
      }
      case 'GET /subscriptions':
        if (!this.customers.has(text('customer'))) return undefined;
        return page(path, params, this.of(text('customer')).toReversed());
      case 'GET /subscriptions/*':
        return this.subscriptions.get(id!);
      case 'POST /subscriptions/*':
        return this.#update(id!, params);
      case 'DELETE /subscriptions/*':
        this.change(id!, { status: 'canceled', canceled_at: seconds(), ended_at: seconds() });
        return this.subscriptions.get(id!);
      case 'GET /invoices': {
        const since = Number(get('created[gte]'));
        const found = [...this.invoices.values()].filter(
          ({ customer, created, status }) =>
            customer === get('customer') && created >= since && status === (get('status') ?? status),
        );
        return page(path, params, found.toReversed());
      }
      case 'POST /invoices':
        if (!this.customers.has(text('customer'))) return undefined;
        return keep(
          this.invoices,
          invoiceObject(this.newId('in'), text('customer'), text('currency'), metadata, {
            default_payment_method: get('default_payment_method'),
            description: get('description'),
          }),
        );
      case 'POST /invoices/*/finalize':
        return this.#finalize(id!);
      case 'GET /invoiceitems':
        return page(
          path,
          params,
          [...this.invoiceItems.values()].filter(({ invoice }) => invoice === get('invoice')).toReversed(),
        );
      case 'POST /invoiceitems':
        return keep(
          this.invoiceItems,
          invoiceItemObject(this.newId('ii'), text('invoice'), {
            amount: Number(get('amount')),
            currency: text('currency'),
            customer: text('customer'),
            description: get('description'),
            metadata,
            period: { start: Number(get('period[start]')), end: Number(get('period[end]')) },
          }),
        );
      default:
        throw new Error(`The test server does not know ${method} ${resource} ${action}.`);
    }
  }

  #update(id: string, params: URLSearchParams): Stripe.Subscription | undefined {
    const subscription = this.subscriptions.get(id);
    if (!subscription) return undefined;
    const [item] = subscription.items.data;
    const quantity = params.get('items[0][quantity]');
    if (quantity !== null && params.get('items[0][id]') !== item!.id) return undefined;
    this.change(id, {
      ...(quantity !== null && {
        items: { ...subscription.items, data: [{ ...item!, quantity: Number(quantity) }] },
      }),
      ...(params.get('cancel_at_period_end') === 'true' && { cancel_at_period_end: true }),
      ...pauseOf(params),
      // As in Stripe, an empty value removes the key, and keys that are not named stay.
      metadata: Object.fromEntries(
        Object.entries({ ...subscription.metadata, ...metadataOf(params) }).filter(
          ([, value]) => value !== '',
        ),
      ),
    });
    return this.subscriptions.get(id);
  }

  #finalize(id: string): Stripe.Invoice | undefined {
    const invoice = this.invoices.get(id);
    if (!invoice) return undefined;
    const items = [...this.invoiceItems.values()].filter((each) => each.invoice === id);
    const total = items.reduce((sum, { amount }) => sum + amount, 0);
    const finalized = { ...invoice, status: 'open' as const, total, amount_due: total, auto_advance: true };
    this.invoices.set(id, finalized);
    return finalized;
  }
}

function pauseOf(params: URLSearchParams): Pick<Stripe.Subscription, 'pause_collection'> | undefined {
  if (params.get('pause_collection') === '') return { pause_collection: null };
  return params.get('pause_collection[behavior]') === 'void'
    ? { pause_collection: { behavior: 'void', resumes_at: null } }
    : undefined;
}

function keep<T extends { id: string }>(objects: Map<string, T>, object: T): T {
  objects.set(object.id, object);
  return object;
}

/** One page of at most ten objects, so that what is listed takes several calls. */
function page<T extends { id: string }>(path: string, params: URLSearchParams, all: T[]): Stripe.ApiList<T> {
  const after = params.get('starting_after');
  const rest = after === null ? all : all.slice(all.findIndex(({ id }) => id === after) + 1);
  return listOf(path, rest.slice(0, 10), rest.length > 10);
}

function metadataOf(params: URLSearchParams): Stripe.Metadata {
  const entries = [...params].flatMap(([name, value]) => {
    const key = /^metadata\[(\w+)\]$/.exec(name)?.[1];
    return key ? [[key, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

const failure = (type: string, message: string, code?: string, param?: string) => ({
  error: { type, message, code, param },
});

/** Starts a server, which is stopped after the file. */
export async function startStripe(): Promise<StripeServer> {
  const stripe = new StripeServer();
  const server = createServer((request, response) => {
    stripe.handle(request, response).catch((error: Error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  stripe.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return stripe;
}

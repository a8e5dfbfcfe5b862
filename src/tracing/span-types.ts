import { SpanKind } from '@opentelemetry/api';

// Each span type and the attributes that it can have.
//
// Security: spans leave the process, and often the company. A variable, an address, a secret or a text of a user must not
// be in them. An attribute is a number, a boolean, one of a few fixed words, or a `Label`, which only `label` makes. A plain
// string does not compile. test/unit/span-types.test.ts checks that, and test/http/tracing-canary.test.ts searches what a
// receiver gets for values that it has sent in every place of a request.

declare const checked: unique symbol;

/** A short name: of an operation, a client, a route, a job, a module. */
export type Label = string & { readonly [checked]: true };

/** Letters, digits and few signs. An `@` can only be the first character, as in names of packages: no address fits. */
const LABEL = /^@?[A-Za-z_/*][\w./:*\- ]{0,99}$/;
const VERSION = /^[\w.+-]{1,40}$/;

/** Returns the name, or undefined if it does not look like one. Names that clients send have any form. */
export const label = (text: string | undefined): Label | undefined =>
  text !== undefined && LABEL.test(text) ? (text as Label) : undefined;

export const versionLabel = (text: string | undefined): Label | undefined =>
  text !== undefined && VERSION.test(text) ? (text as Label) : undefined;

export interface SpanFields {
  /** An HTTP request, from its arrival to the end of its response. */
  request: { method: Label; route: Label; status: number };
  /** A GraphQL operation of a request, or the start of a subscription. */
  operation: {
    type: 'query' | 'mutation' | 'subscription';
    name: Label;
    client: Label;
    clientVersion: Label;
    cost: number;
    /** Whether one statement answered it. */
    planned: boolean;
    /** Whether a kept response answered it. */
    validated: boolean;
  };
  /** A root field. */
  field: { type: Label; name: Label };
  /** A statement, from when it was sent until its result was complete. */
  statement: { verb: Label; module: Label; login: 'serving' | 'system' };
  /** An attempt of a job. */
  job: { task: Label; attempt: number };
  mail: { kind: Label };
  /** An attempt to deliver a webhook. */
  webhook: { event: Label; attempt: number; status: number };
  /** One execution of a subscription for an event, and the subscriptions that receive its response. */
  event: { change: 'CREATED' | 'UPDATED' | 'DELETED'; operation: Label; subscriptions: number };
}

export type SpanType = keyof SpanFields;

interface TypeDefinition<Fields> {
  kind: SpanKind;
  /** The name of each field's attribute. */
  attributes: { [Field in keyof Fields]-?: string };
  /** The fields whose values are the span's name, after its type. */
  name: (keyof Fields)[];
}

export const spanTypes: { [Type in SpanType]: TypeDefinition<SpanFields[Type]> } = {
  request: {
    kind: SpanKind.SERVER,
    attributes: {
      method: 'http.request.method',
      route: 'http.route',
      status: 'http.response.status_code',
    },
    name: ['method', 'route'],
  },
  operation: {
    kind: SpanKind.INTERNAL,
    attributes: {
      type: 'graphql.operation.type',
      name: 'graphql.operation.name',
      client: 'polity.client.name',
      clientVersion: 'polity.client.version',
      cost: 'polity.operation.cost',
      planned: 'polity.operation.planned',
      validated: 'polity.operation.validated',
    },
    name: ['type', 'name'],
  },
  field: {
    kind: SpanKind.INTERNAL,
    attributes: { type: 'graphql.field.type', name: 'graphql.field.name' },
    name: ['type', 'name'],
  },
  statement: {
    kind: SpanKind.CLIENT,
    attributes: { verb: 'db.operation.name', module: 'polity.module', login: 'polity.database.login' },
    name: ['verb', 'module'],
  },
  job: {
    kind: SpanKind.CONSUMER,
    attributes: { task: 'polity.job.task', attempt: 'polity.job.attempt' },
    name: ['task'],
  },
  mail: { kind: SpanKind.CLIENT, attributes: { kind: 'polity.mail.kind' }, name: ['kind'] },
  webhook: {
    kind: SpanKind.CLIENT,
    attributes: {
      event: 'polity.webhook.event',
      attempt: 'polity.webhook.attempt',
      status: 'http.response.status_code',
    },
    name: ['event'],
  },
  event: {
    kind: SpanKind.CONSUMER,
    attributes: {
      change: 'polity.event.change',
      operation: 'graphql.operation.name',
      subscriptions: 'polity.event.subscriptions',
    },
    name: ['operation'],
  },
};

/** Fields may be unknown: an operation without a name, a client that does not state its version. */
export type Noted<Type extends SpanType> = {
  [Field in keyof SpanFields[Type]]?: SpanFields[Type][Field] | undefined;
};

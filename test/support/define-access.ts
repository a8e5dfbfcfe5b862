import type { RootField, Sample, Tenant } from './contract.ts';
import type { Declared, Edge } from './isolation/classes.ts';
import type { ForeignIdCase } from './isolation/foreign-ids.ts';
import type { ViewerCanCase } from './viewer-can.ts';

/**
 * Who may do what with a module, and what leads where: `test/api/<module>/access.ts`. The certificate asks every question
 * in it as every caller; a field or type of the schema that no module declares fails its test by name.
 */
export interface Access {
  /**
   * Makes what the samples need beside the rest of a tenant. What it returns becomes part of the `Tenant`, which the
   * module declares by merging: `declare module '../../support/contract.ts' { interface Tenant { … } }`.
   */
  fixture?: (tenant: Tenant) => Promise<Partial<Tenant>>;
  /** What the fixture needs of another module's. */
  fixtureNeeds?: (keyof Tenant)[];
  /** Whether what the fixture makes hangs on a project: the certificate has one in its private project, too. */
  isInProject?: boolean;
  /** An operation for each root field. */
  samples?: Partial<Record<RootField, Sample>>;
  /** The root fields that belong to the person who asks, whatever organization they select. */
  personal?: RootField[];
  /** What each root field answers; but `node`, whose answer depends on the type: see `nodes`. */
  fields?: Partial<Record<Exclude<RootField, 'Query.node'>, Declared>>;
  /** Where the answer depends on what is asked for, one more row for each case, named after its field. */
  variants?: Record<`${RootField} ${string}`, Declared>;
  /** The test that covers each subscription field, which the certificate does not ask. */
  subscriptions?: Record<`Subscription.${string}`, string>;
  /** For a subscription field, what test/contract/subscriptions.test.ts subscribes with, and a write that causes an event. */
  liveSamples?: Record<`Subscription.${string}`, LiveSample>;
  /** The events that webhooks get of the module, and writes that cause them in this order: test/api/webhook/webhook-events.test.ts. */
  webhookEvents?: { types: string[]; cause: (tenant: Tenant) => Promise<unknown> };
  /** Where a tenant's thing of each type with an id of its own comes from. */
  ids?: Record<string, IdSource>;
  /** The table that the lists of each filter read. */
  filters?: Record<string, string>;
  /** What `node` answers to the id of each type that has one. */
  nodes?: Record<string, Declared>;
  /** What `_entities` answers to a reference to each type with a `@key`. */
  entities?: Record<string, Declared>;
  /** Every field that leads from a type to a tenant's; those of payloads are asked for with their mutation. */
  edges?: Record<string, Edge>;
  /**
   * A case for each argument and input field that takes an id, such as `Mutation.updateLabel(input.id)`:
   * test/contract/isolation.test.ts sends ids of another tenant.
   */
  foreignIds?: Record<`${string}.${string}(${string})`, ForeignIdCase>;
  /** For each mutation, the inputs for which it must write nothing: test/graphql/unchanged.test.ts. */
  repeats?: Partial<Record<RootField, Repeat>>;
  /** A case for each field `viewerCan…`: test/api/membership/viewer-can.test.ts. */
  viewerCan?: Record<`${string}.viewerCan${string}`, ViewerCanCase>;
  /** Fields of type `String` with at most 1000 characters, as `Type.field`: test/graphql/response-limit.test.ts. */
  shortTexts?: string[];
  /** Names of fields of type `Int` that integer columns hold: test/graphql/numbers.test.ts. */
  integers?: string[];
  /** The object types that show what belongs to a tenant. */
  tenantTypes?: string[];
  /** All other object types; payloads, and the root types, go without saying. */
  otherTypes?: string[];
  /** Of the other types, those that subscriptions alone lead to: see `subscriptions`. */
  heard?: string[];
}

/** Inputs that change nothing, or why the mutation has no such input. */
export type Repeat =
  | ((tenant: Tenant) => object[] | Promise<object[]>)
  | 'creates an object'
  | 'ends an object'
  | 'creates a secret or session'
  | 'sends a message'
  | 'is rejected for a user who is an owner already';

export interface LiveSample {
  operation: string;
  write: (tenant: Tenant) => Promise<unknown>;
}

/** Returns the id, or is the table of the first one. Its column `names` names a project or task, if some hang on these. */
export type IdSource = ((tenant: Tenant) => string) | { table: string; names?: string };

export const defineAccess = (access: Access): Access => access;

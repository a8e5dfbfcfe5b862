import type { GraphQLError } from 'graphql';
import type { Permission } from '../authorization/permissions.ts';
import type { RuleTree } from '../authorization/shield.ts';
import type { Context } from '../core/context.ts';
import type { Loader } from '../core/loaders.ts';
import type { Resolvers, ResolversTypes } from '../generated/graphql.ts';
import type { CallerAccess } from '../core/access.ts';
import type { PlannedTypes } from './plan/declaration.ts';
import { mergeDistinct } from '../util/merge-distinct.ts';

/** Loads an object by the id or key that a client sent. */
export type ObjectLoader = Loader<Context, string, object | undefined, undefined>;

/** Defines how `node` finds an object by its id, and `_entities` by a reference from another subgraph. */
export interface ObjectLookup {
  loader: ObjectLoader;
  /**
   * The permission without which neither finds the object. Root fields that return the type ask for it in their rules; the
   * loader does not, because payloads of mutations show those who changed an object what leads on from it.
   */
  permission?: Permission;
  /** The field that the loader receives, `id` by default. Types with another key do not implement `Node`. */
  key?: 'id' | 'code';
  /** False if the type has no resolvable `@key`. */
  isEntity?: false;
  /**
   * Returns an error for callers who may not send references. By default, the caller must be allowed to see the selected
   * organization.
   */
  refuse?: (access: CallerAccess) => GraphQLError | undefined;
  /** Whether the text is an id although it is not a UUID. */
  isName?: (id: string) => boolean;
  /** Whether `node` looks for the object without a selected organization, too. */
  anywhere?: true;
  /** Whether `node` looks for it only if the id belongs to nothing else, because that takes another connection. */
  last?: true;
}

/** A module's part of the schema. */
export interface SchemaModule {
  /** The name of the module's folder, SDL file and test folder. */
  name: string;
  resolvers: Resolvers;
  /** A rule for each root field, and for other fields that need one. */
  rules: RuleTree;
  /** How one statement reads the fields of its types (plan/read.ts). Fields that are missing are left to resolvers. */
  plan?: PlannedTypes | undefined;
  /**
   * By type, fields without a plan whose value is a function of the organization's rows and the caller's access. Kept
   * responses show them and the planned ones (validated/eligible.ts).
   *
   * Security: a value that also depends on the time, a counter or another organization would be shown when it is stale.
   */
  validated?: Record<string, readonly string[]>;
  /** One entry for each type that implements `Node` or has a resolvable `@key`. */
  objects?: Partial<Record<keyof ResolversTypes, ObjectLookup>>;
}

type Lookups = Record<string, ObjectLookup>;

const lookupsOf = (modules: Pick<SchemaModule, 'objects'>[]): [string, ObjectLookup][] =>
  Object.entries(mergeDistinct<ObjectLookup>(modules.map(({ objects }) => objects)));

/** Returns the lookups of the types that implement `Node`. */
export const nodesOf = (modules: Pick<SchemaModule, 'objects'>[]): Lookups =>
  Object.fromEntries(lookupsOf(modules).filter(([, { key = 'id' }]) => key === 'id'));

/** Returns the lookups of the types with a resolvable `@key`. */
export const entitiesOf = (modules: Pick<SchemaModule, 'objects'>[]): Lookups =>
  Object.fromEntries(lookupsOf(modules).filter(([, { isEntity = true }]) => isEntity));

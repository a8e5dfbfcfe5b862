import type { EventListener } from '../events/announce.ts';
import type { UserErrorCode } from '../generated/enums.ts';
import type { StartBackground } from '../jobs/background.ts';
import type { Job } from '../jobs/define-job.ts';
import type { SchemaModule } from '../graphql/schema-module.ts';

type Imported<Name extends keyof SchemaModule> = () => Promise<Pick<SchemaModule, Name>>;

/** The user error for a violated constraint: a concurrent write came first, or the input names an unknown object. */
export interface ConstraintMeaning {
  code: UserErrorCode;
  message: string;
  field: string;
}

/**
 * A feature: everything that it adds to the schema, the queue and the events. `npm run codegen` writes `constraints` and
 * what follows to `src/generated/features.ts`, which lower layers read because they cannot import modules.
 */
export interface Module extends Omit<SchemaModule, 'resolvers' | 'rules' | 'plan'> {
  /** Imports resolvers.ts. A process that only runs jobs does not call it, and so starts faster. */
  resolvers: Imported<'resolvers'>;
  /** Imports rules.ts. */
  rules: Imported<'rules'>;
  /** Imports planned.ts. */
  plan?: Imported<'plan'>;
  jobs?: readonly Job[];
  /** Called for every announced event, in the order of modules/all.ts. */
  listeners?: readonly EventListener[];
  /** Services that run beside the queue in every worker. */
  background?: Partial<StartBackground>;
  /** By the constraint's name in the database. A violated constraint that no module names is an internal error. */
  constraints?: Record<string, ConstraintMeaning>;
  /** The cost of `Type.field`, instead of the default in graphql/cost.ts. */
  costs?: Record<string, number>;
  /** The cost of a condition on `Filter.field`, multiplied by the comparator's weight if the field has comparators. */
  conditionCosts?: Record<string, number>;
  /** The maximum length of long texts and documents, in characters, by `Type.field`. */
  textLengths?: Record<string, number>;
  /**
   * By type, the fields whose value depends only on the organization and the caller's rights.
   *
   * Security: an event is executed once for all subscribers with the same rights. A field that depends on its viewer
   * would show one member the data of another. So only the fields listed here are shared.
   */
  shareable?: Record<string, readonly string[]>;
  /**
   * By type, the fields that a platform administrator may use while acting as a user (graphql/impersonation.ts).
   *
   * Security: all others are refused, so that no new secret, export or way to sign in is available by mistake.
   */
  impersonated?: Record<string, readonly string[]>;
}

export const defineModule = (module: Module): Module => module;

import { type GraphQLResolveInfo, type GraphQLSchema, Kind } from 'graphql';
import type { z } from 'zod';
import { refuseInvalidCredentials } from '../authorization/access.ts';
import type { Config } from '../config.ts';
import type { Context } from '../core/context.ts';
import { constraintErrors, isMissingReference } from '../database/constraints.ts';
import { UserErrors } from '../errors.ts';
import type { Resolvers, UserError } from '../generated/graphql.ts';
import { toUserErrors } from './input.ts';

const payloadResolvers = new WeakSet<object>();

type Payload<Result> = Result & { userErrors: UserError[] };
type MutationField<Result> = (
  parent: unknown,
  args: object,
  context: Context,
  info: GraphQLResolveInfo,
) => Promise<Payload<Result> | Payload<Record<never, never>> | null>;

/**
 * Creates a mutation's resolver, which validates the whole input, runs `write` in a savepoint and returns the payload. When
 * `write` throws `UserErrors` or violates a constraint, the savepoint is rolled back and the errors become `userErrors`.
 * The only field of an operation needs no savepoint: the transaction is rolled back.
 * A function as `input` creates a schema that depends on the settings.
 */
export function payload<Schema extends z.ZodType, Result extends object>(
  input: Schema | ((config: Config) => Schema),
  write: (context: Context, input: z.output<Schema>) => Promise<Result>,
): MutationField<Result> {
  const schemas = new WeakMap<Config, Schema>();
  const schemaFor = (config: Config): Schema => {
    if (typeof input !== 'function') return input;
    const schema = schemas.get(config) ?? input(config);
    schemas.set(config, schema);
    return schema;
  };
  const resolver: MutationField<Result> = async (_parent, args, context, info) => {
    if (context.isReplay) return null;
    const checked = schemaFor(context.services.config).safeParse('input' in args ? args.input : {});
    context.clearLoaders();
    if (!checked.success) return { userErrors: toUserErrors(checked.error) };
    try {
      const result = await context.transaction.savepoint(
        () => write(context, checked.data),
        isAlone(context, info),
      );
      context.succeeded = true;
      return { ...result, userErrors: [] };
    } catch (error) {
      const refused = error instanceof UserErrors ? error : constraintErrors(error);
      if (refused) return { userErrors: refused.errors };
      if (isMissingReference(error)) await requireCaller(context);
      throw error;
    }
  };
  payloadResolvers.add(resolver);
  return resolver;
}

/** Whether the field is all that the transaction writes: the operation has no other, and no `Idempotency-Key`. */
const isAlone = ({ reclaim }: Context, { operation }: GraphQLResolveInfo): boolean => {
  const [field, ...others] = operation.selectionSet.selections;
  return reclaim === undefined && others.length === 0 && field?.kind === Kind.FIELD;
};

/**
 * Checks whether a foreign key failed because the caller's account was deleted in the meantime.
 * @throws UNAUTHENTICATED
 */
async function requireCaller(context: Context): Promise<void> {
  await context.refreshAccess();
  const refusal = refuseInvalidCredentials(await context.access());
  if (refusal) throw refusal;
}

/**
 * Checks the resolvers of all mutations. Pass the resolvers that the schema was created from: those in the schema are
 * wrapped.
 * @throws when a mutation's resolver was not created by `payload` and so lacks its savepoint and checks
 */
export function requirePayloads(schema: GraphQLSchema, resolvers: Resolvers[]): void {
  const mutations = resolvers.flatMap(({ Mutation = {} }) => Object.entries(Mutation));
  const safe = new Set(
    mutations.flatMap(([field, resolver]) => (payloadResolvers.has(resolver) ? [field] : [])),
  );
  const fields = Object.keys(schema.getMutationType()?.getFields() ?? {});
  const others = fields.filter((field) => !safe.has(field));
  if (others.length > 0) throw new Error(`Not made by payload(): ${others.join(', ')}.`);
}

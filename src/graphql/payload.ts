import type { GraphQLSchema } from 'graphql';
import type { z } from 'zod';
import { refuseCredentials } from '../authorization/access.ts';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { constraintErrors, isMissingReference } from '../database/constraints.ts';
import { UserErrors } from '../errors.ts';
import type { Resolvers, UserError } from '../generated/graphql.ts';
import { toUserErrors } from './input.ts';

const made = new WeakSet<object>();

type Payload<Result> = Result & { userErrors: UserError[] };
type MutationField<Result> = (
  parent: unknown,
  args: object,
  context: Context,
) => Promise<Payload<Result> | Payload<Record<never, never>> | null>;

/**
 * A mutation's resolver: checks the whole input, runs `write` in a savepoint, and answers the payload. `UserErrors`
 * and broken constraints become its `userErrors`, after all that was written is taken back. What an input accepts may
 * depend on the settings: all its faults are told at once all the same.
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
  const resolver: MutationField<Result> = async (_parent, args, context) => {
    if (context.replays) return null;
    const checked = schemaFor(context.services.config).safeParse('input' in args ? args.input : {});
    context.forgetLoaded();
    if (!checked.success) return { userErrors: toUserErrors(checked.error) };
    try {
      const result = await context.transaction.savepoint(() => write(context, checked.data));
      context.succeeded = true;
      return { ...result, userErrors: [] };
    } catch (error) {
      const refused = error instanceof UserErrors ? error : constraintErrors(error);
      if (refused) return { userErrors: refused.errors };
      if (isMissingReference(error)) await requireCaller(context);
      throw error;
    }
  };
  made.add(resolver);
  return resolver;
}

/**
 * What is missing may be the caller, whose account was deleted while they wrote.
 * @throws UNAUTHENTICATED
 */
async function requireCaller(context: Context): Promise<void> {
  await context.identifyAgain();
  const refusal = refuseCredentials(await context.access());
  if (refusal) throw refusal;
}

/**
 * `resolvers` are those that the schema was made of: the schema's own are bound, and no longer known.
 * @throws when a mutation's resolver was not made by `payload`, and so would lack its savepoint and checks
 */
export function requirePayloads(schema: GraphQLSchema, resolvers: Resolvers[]): void {
  const mutations = resolvers.flatMap(({ Mutation = {} }) => Object.entries(Mutation));
  const safe = new Set(mutations.flatMap(([field, resolver]) => (made.has(resolver) ? [field] : [])));
  const fields = Object.keys(schema.getMutationType()?.getFields() ?? {});
  const others = fields.filter((field) => !safe.has(field));
  if (others.length > 0) throw new Error(`Not made by payload(): ${others.join(', ')}.`);
}

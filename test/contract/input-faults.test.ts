import {
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { createTenant, type Caller, rootFields, schema } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';
import { samples } from '../support/access.ts';

const server = await startTestServer();
const tenant = await createTenant(server.anonymous);
const owner: Caller = { client: tenant.owner.client, account: tenant.owner };

type Path = (string | number)[];
interface Fault {
  code: string;
  message: string;
  field: string[] | null;
}

/** Errors that are found without the database. */
const ofForm = new Set(['INVALID', 'REQUIRED', 'TOO_SHORT', 'TOO_LONG', 'NOT_FOUND']);

/** The message of an error that depends on the account, which is checked after the password. */
const OF_STATE = 'Begin the enrollment first.';

/** By type, a value that no field accepts. */
const worstOf: Record<string, unknown> = {
  ID: 'none',
  String: '\0',
  Int: -1,
  Float: -1,
  BigInt: -1,
  DateTime: '2001-01-01T00:00:00Z',
  JSON: { no: { sense: null } },
};

/** Returns the leaves of an input, each with an invalid value of its type. */
function worst(type: GraphQLInputType, path: Path = []): { path: Path; value: unknown }[] {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return worst(nullable.ofType, [...path, 0]);
  if (isInputObjectType(nullable))
    return Object.values(nullable.getFields()).flatMap(({ name, type: of }) => worst(of, [...path, name]));
  const named = getNamedType(nullable);
  const value = isEnumType(named) ? named.getValues()[0]!.name : worstOf[named.name];
  return value === undefined ? [] : [{ path, value }];
}

/** Returns the input with one more leaf. */
function put<Input>(input: Input, [step, ...rest]: Path, value: unknown): Input {
  const copy = (typeof step === 'number'
    ? [...((input ?? []) as unknown[])]
    : { ...input }) as unknown as Record<string | number, unknown>;
  copy[step!] = rest.length > 0 ? put(copy[step!], rest, value) : value;
  return copy as Input;
}

const mutations = rootFields.flatMap((field) => {
  const [, name] = field.split('.');
  const [argument] = schema.getMutationType()!.getFields()[name!]?.args ?? [];
  return field.startsWith('Mutation.') && argument ? [{ field, name: name!, type: argument.type }] : [];
});

describe.each(mutations)('$name', ({ field, name, type }) => {
  const { operation, variables } = samples[field];
  const faults = async (change: (input: object) => object): Promise<Fault[]> => {
    const { input } = (await variables!(tenant, owner)) as { input: object };
    const { body } = await owner.client.send(operation, { input: change(input) });
    return (body.data as Record<string, { userErrors: Fault[] } | null> | null)?.[name]?.userErrors ?? [];
  };

  test('reports all syntactic errors at once, each in a sentence', async () => {
    const leaves = worst(type);
    const together = await faults((input) =>
      leaves.reduce((all, { path, value }) => put(all, path, value), input),
    );
    for (const { message } of together) expect(message).toMatch(/^[`"A-Z].*\.$/s);
    const told = new Set(together.map((fault) => String(fault.field)));
    for (const { path, value } of leaves) {
      const alone = await faults((input) => put(input, path, value));
      for (const fault of alone) {
        expect(fault.message).toMatch(/^[`"A-Z].*\.$/s);
        if (ofForm.has(fault.code) && fault.message !== OF_STATE && String(fault.field) === String(path))
          expect(told).toContain(String(path));
      }
    }
  });
});

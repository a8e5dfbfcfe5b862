import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import util from 'node:util';
import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  type GraphQLInterfaceType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  parse,
  printSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { protect } from '../../src/authorization/rules.ts';
import { applyRules, guard } from '../../src/authorization/shield.ts';
import type { Resolvers } from '../../src/generated/graphql.ts';
import { noInput } from '../../src/graphql/input.ts';
import { payload, requirePayloads } from '../../src/graphql/payload.ts';
import { nodesOf } from '../../src/graphql/schema-module.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { publicTypes } from '../../src/graphql/type-definitions.ts';
import { schemaModules as modules } from '../../src/modules/schema-modules.ts';
import { schema } from '../support/contract.ts';

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const objects = types.filter(isObjectType);
const [queries, mutations] = [schema.getQueryType()!, schema.getMutationType()!];
const subscriptions = schema.getSubscriptionType()!;
const isRoot = (type: GraphQLNamedType) => [queries, mutations, subscriptions].some((root) => root === type);

describe('createSchema', () => {
  const rules = modules.map((module) => module.rules);
  /** Returns the API's schema with additional fields. */
  const extended = (more: string, resolvers: Resolvers[] = modules.map((module) => module.resolvers)) =>
    makeExecutableSchema({ typeDefs: [publicTypes(), parse(more)], resolvers });

  test('does not change the functions of node:util', () => {
    createSchema({ federation: true, introspection: true }, modules);
    expect(util).not.toHaveProperty('isUndefined');
    const { stdout } = spawnSync(process.execPath, ['-p', 'Object.keys(util).sort().join()'], {
      encoding: 'utf8',
    });
    expect(Object.keys(util).toSorted().join()).toBe(stdout.trim());
  });

  test('creates a schema for clients and one for a gateway', () => {
    expect(
      createSchema({ federation: false, introspection: true }, modules).getType('_Entity'),
    ).toBeUndefined();
    expect(createSchema({ federation: true, introspection: true }, modules).getType('_Entity')).toBeDefined();
  });

  test('throws when a root field has no rule', () => {
    expect(() => protect(extended('extend type Query { forgotten: Int }'), rules)).toThrow('Query.forgotten');
    expect(() =>
      protect(
        extended('extend type Mutation { forgotten: Int, lost: Int } extend type Query { missed: Int }'),
        rules,
      ),
    ).toThrow('No rule guards Query.missed, Mutation.forgotten, Mutation.lost.');
    expect(() => protect(extended('extend type Subscription { forgotten: Int }'), rules)).toThrow(
      'Subscription.forgotten',
    );
  });

  test('has a lookup for each type that implements Node', () => {
    const found = Object.keys(nodesOf(modules));
    const types = schema.getPossibleTypes(schema.getType('Node') as GraphQLInterfaceType);
    expect(found.toSorted()).toEqual(types.map(({ name }) => name).toSorted());
  });

  test('throws when a rule names a field that does not exist', () => {
    const rule = guard(() => undefined);
    const plain = () => extended('extend type Query { more: Int }');
    expect(() => applyRules(plain(), { Query: { tasksk: rule } })).toThrow('Query.tasksk');
    expect(() => applyRules(plain(), { Querry: { tasks: rule } })).toThrow('Querry');
    expect(() => applyRules(plain(), { TaskFilter: { id: rule } })).toThrow('TaskFilter.id');
  });

  test('throws when a mutation is not made with payload()', () => {
    const resolvers = modules.map((module) => module.resolvers);
    const more = 'extend type Mutation { bare: Int, missing: Int, safe: Int }';
    const others = { bare: async () => 1, safe: payload(noInput, async () => ({})) };
    const all = [...resolvers, { Mutation: others } as Resolvers];
    expect(() => requirePayloads(extended(more, all), all)).toThrow('Not made by payload(): bare, missing.');
    expect(() => requirePayloads(extended('extend type Query { more: Int }'), resolvers)).not.toThrow();
  });

  test('creates the schema that is committed', () => {
    const committed = readFileSync(join(import.meta.dirname, '../../src/generated/schema.graphql'), 'utf8');
    const sorted = (each: typeof schema) => printSchema(lexicographicSortSchema(each));
    expect(sorted(buildSchema(committed))).toBe(sorted(schema));
    expect(sorted(createSchema({ federation: false, introspection: true }, modules))).toBe(sorted(schema));
  });
});

test('every type, field, argument, enum value and directive has a description that is a sentence', () => {
  const described: [place: string, description: string | null | undefined][] = [];
  for (const type of types) {
    described.push([type.name, type.description]);
    if (isEnumType(type))
      for (const value of type.getValues()) described.push([`${type.name}.${value.name}`, value.description]);
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
      for (const field of Object.values(type.getFields())) {
        described.push([`${type.name}.${field.name}`, field.description]);
        for (const argument of 'args' in field ? field.args : [])
          described.push([`${type.name}.${field.name}(${argument.name})`, argument.description]);
      }
  }
  for (const directive of schema.getDirectives().filter((each) => !isSpecifiedDirective(each))) {
    described.push([`@${directive.name}`, directive.description]);
    for (const argument of directive.args)
      described.push([`@${directive.name}(${argument.name})`, argument.description]);
  }
  expect(described.map(([place]) => place)).toContain('@shownOnce');
  expect(described.length).toBeGreaterThan(400);
  expect(described.filter(([, description]) => !/^[A-Z0-9`].{2,}[.…]$/s.test(description ?? ''))).toEqual([]);
});

describe('conventions', () => {
  const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields());

  test('root fields are nullable, so that one failure does not blank the rest', () => {
    const strict = [queries, mutations, subscriptions]
      .flatMap(fieldsOf)
      .filter((field) => isNonNullType(field.type));
    expect(strict.map((field) => field.name)).toEqual([]);
  });

  test('booleans and lists are never null, nor is what a list holds', () => {
    const nullable = objects
      .filter((type) => !isRoot(type))
      .flatMap((type) =>
        fieldsOf(type)
          .filter(({ type: of }) => isListType(getNullableType(of)) || getNamedType(of).name === 'Boolean')
          .filter(({ type: of }) => !isNonNullType(of))
          .map(({ name }) => `${type.name}.${name}`),
      );
    // Null when an error concerns no field; codes, receipts and created objects, which do not exist after a refusal;
    // and data that only administrators and the member themselves may see.
    expect(nullable.toSorted()).toEqual([
      'ConfirmTotpEnrollmentPayload.recoveryCodes',
      'CreateTasksPayload.tasks',
      'DeleteTasksPayload.deletedIds',
      'Membership.permissions',
      'MovePlanVersionPayload.moves',
      'RecordUsagePayload.receipts',
      'RegenerateRecoveryCodesPayload.recoveryCodes',
      'UpdateTasksPayload.tasks',
      'UserError.field',
    ]);
    // Null replaces each id that finds no object.
    const holes = [...objects.flatMap(fieldsOf), ...objects.flatMap(fieldsOf).flatMap((field) => field.args)]
      .map((field) => getNullableType(field.type))
      .filter((type) => isListType(type) && !isNonNullType(type.ofType));
    expect(holes.map(String)).toEqual(['[Node]']);
  });

  test('a mutation takes one input, named after it, and returns a payload with userErrors', () => {
    for (const { name, args, type } of fieldsOf(mutations)) {
      const Name = `${name[0]!.toUpperCase()}${name.slice(1)}`;
      // An earlier release had no input: clients without one get REQUIRED at the password.
      const input = name === 'beginTotpEnrollment' ? `${Name}Input` : `${Name}Input!`;
      expect(args.map((argument) => `${argument.name}: ${argument.type}`)).toEqual(
        args.length === 0 ? [] : [`input: ${input}`],
      );
      expect(String(type)).toBe(`${Name}Payload`);
      const { userErrors, ...entities } = (type as GraphQLObjectType).getFields();
      expect(String(userErrors?.type)).toBe('[UserError!]!');
      const strict = Object.values(entities).filter((field) => isNonNullType(field.type));
      expect(strict.map((field) => `${Name}Payload.${field.name}`)).toEqual([]);
      if (name === 'deleteTasks') expect(String(entities['deletedIds']?.type)).toBe('[ID!]');
      else if (name.startsWith('delete')) expect(String(entities['deletedId']?.type)).toBe('ID');
    }
  });

  test('payloads name ids and counts in the same way', () => {
    const others = fieldsOf(mutations).flatMap(({ type }) =>
      Object.values((type as GraphQLObjectType).getFields())
        .filter(({ deprecationReason }) => deprecationReason == null)
        .filter((field) => ['ID', 'Int', 'Float', 'BigInt'].includes(getNamedType(field.type).name))
        .map((field) => `${String(type)}.${field.name}: ${String(field.type)}`)
        .filter((field) => !/\.(deletedId: ID|deletedIds: \[ID!\]|affectedCount: Int)$/.test(field)),
    );
    expect(others.toSorted()).toEqual([
      'ClearOrganizationOverridesPayload.organizationId: ID',
      // The membership's id is the `deletedId`.
      'RemoveMemberPayload.userId: ID',
    ]);
    const ends = /^(delete|remove|leave|revokeSession$)/;
    for (const { name, type } of fieldsOf(mutations)) {
      const fields = Object.keys((type as GraphQLObjectType).getFields());
      expect([name, fields.some((field) => /^deletedIds?$/.test(field))]).toEqual([name, ends.test(name)]);
    }
  });

  test('a list that can grow is a connection, paged in both directions', () => {
    const paged = objects.flatMap((type) =>
      fieldsOf(type).filter((field) => getNamedType(field.type).name.endsWith('Connection')),
    );
    expect(paged.length).toBeGreaterThanOrEqual(6);
    // A history, a search and monthly statements have a single order.
    const sorted = new Set(['statusHistory', 'history', 'planHistory', 'searchTasks', 'billingStatements']);
    const sortable = paged.filter(({ name }) => !sorted.has(name));
    for (const { args, type, name } of sortable) {
      const connection = getNamedType(type) as GraphQLObjectType;
      const item = connection.name.replace('Connection', '');
      expect([name, Object.fromEntries(args.map((each) => [each.name, String(each.type)]))]).toEqual([
        name,
        expect.objectContaining({
          first: 'Int',
          after: 'String',
          last: 'Int',
          before: 'String',
          orderBy: `${item}Order`,
        }),
      ]);
      expect(
        Object.fromEntries(fieldsOf(connection).map((field) => [field.name, String(field.type)])),
      ).toEqual({
        edges: `[${item}Edge!]!`,
        nodes: `[${item}!]!`,
        pageInfo: 'PageInfo!',
        totalCount: 'Int!',
      });
      const order = schema.getType(`${item}OrderField`);
      const fields = isEnumType(order) ? order.getValues().map((value) => value.name) : [];
      // Only their use changes a session or a registered operation; an event never changes.
      const changed: Record<string, string[]> = {
        Session: ['LAST_USED_AT'],
        RegisteredOperation: ['LAST_USED_AT'],
        AuditEvent: [],
        AccountEvent: [],
        ReceivedInvitation: ['EXPIRES_AT'],
        UsageEvent: ['OCCURRED_AT'],
        CreditEntry: [],
      };
      expect(fields, item).toEqual(
        expect.arrayContaining(['CREATED_AT', ...(changed[item] ?? ['UPDATED_AT'])]),
      );
    }
  });

  test('plural root fields are connections, except objects by ids, plans, meters, series and lists with one entry for each kind', () => {
    const plurals = fieldsOf(queries).filter(({ name }) => name.endsWith('s'));
    const others = plurals.filter(({ type }) => !getNamedType(type).name.endsWith('Connection'));
    expect(others.map(({ name }) => name).toSorted()).toEqual([
      'allPlans',
      'flags',
      'meters',
      'nodes',
      'notificationPreferences',
      'plans',
      'usageSeries',
    ]);
  });

  test('enum values are in SCREAMING_CASE, types in PascalCase and fields in camelCase', () => {
    for (const type of types) {
      expect(type.name).toMatch(/^[A-Z][A-Za-z]+$/);
      if (isEnumType(type))
        for (const { name } of type.getValues()) expect(name).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      else if ('getFields' in type)
        for (const name of Object.keys(type.getFields())) expect(name).toMatch(/^[a-z][A-Za-z]*$/);
    }
  });

  test('a type with an id implements Node and has createdAt and updatedAt', () => {
    // Status changes are only read through their parent, account events only as a list. A built-in role was never created.
    const others = new Set([
      'OrganizationRole',
      'UserStatusChange',
      'OrganizationStatusChange',
      'TaskChange',
      'AccountEvent',
      'ReceivedInvitation',
    ]);
    const things = objects.filter((type) => type.getFields()['id'] && !others.has(type.name));
    expect(things.map((type) => type.name)).toEqual(
      expect.arrayContaining(['Organization', 'Project', 'Task', 'User']),
    );
    for (const type of things) {
      expect(type.getInterfaces().map(String)).toEqual(['Node']);
      const { id, createdAt, updatedAt } = type.getFields();
      // A type that no mutation changes has no updatedAt.
      const isLasting = ['AuditEvent', 'Session'].includes(type.name);
      expect([id, createdAt, updatedAt].map((field) => field && String(field.type))).toEqual([
        'ID!',
        'DateTime!',
        isLasting ? undefined : 'DateTime!',
      ]);
    }
  });

  test('the codes of user errors are the documented ones', () => {
    const codes = schema.getType('UserErrorCode');
    const promised = `INVALID REQUIRED TOO_SHORT TOO_LONG TAKEN NOT_FOUND INVALID_CREDENTIALS INVALID_TOKEN EXPIRED
      TOTP_REQUIRED ACCOUNT_INACTIVE REGISTRATION_DISABLED FORBIDDEN_ROLE LAST_OWNER NOT_A_MEMBER ALREADY_A_MEMBER
      PLAN_LIMIT_REACHED FEATURE_NOT_IN_PLAN STALE_VERSION`;
    const named = isEnumType(codes) ? codes.getValues().map((value) => value.name) : [];
    expect(named).toEqual(expect.arrayContaining(promised.split(/\s+/)));
  });
});

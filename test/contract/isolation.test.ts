import { randomUUID } from 'node:crypto';
import { getNamedType, type GraphQLInputType, isInputObjectType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { password } from '../support/client.ts';
import { createTenant, schema, type Tenant } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const [ours, theirs] = [await createTenant(server.anonymous), await createTenant(server.anonymous)];

const task = (tenant: Tenant) => tenant.taskId;
const project = (tenant: Tenant) => tenant.projectId;
const organization = (tenant: Tenant) => tenant.organizationId;
const user = (tenant: Tenant) => tenant.fellow.userId;

/** An operation of `$id`, which ids of another tenant it is tried with, and what any of them answers. */
interface Case {
  operation: string;
  ids: ((tenant: Tenant) => string)[];
  expected: object;
}

const lookup = (field: string, ...ids: Case['ids']): Case => ({
  operation: `query ($id: ID!) { ${field}(id: $id) { id } }`,
  ids,
  expected: { data: { [field]: null } },
});

/** A mutation whose input has `$id`, among other literals that are right. */
const target = (field: string, input: string, ids: Case['ids'], at: string, code = 'NOT_FOUND'): Case => ({
  operation: `mutation ($id: ID!) { ${field}(input: { ${input} }) { userErrors { code field message } } }`,
  ids,
  expected: { data: { [field]: { userErrors: [{ code, field: [at], message: expect.any(String) }] } } },
});

/** A list filtered by `$id` in every way; `path` leads to it, and `_` stands for it. */
const filter = (path: string, name: string, ids: Case['ids']): Case => {
  const list = (alias: string, comparator: string) =>
    path.replace('_', `${alias}: $&`).replace('_', `${path.match(/\w+(?=_)/)?.[0] ?? ''}`) &&
    `${alias}: LIST(filter: { ${name}: { ${comparator} } }) { nodes { id } totalCount }`;
  return { operation: list('a', 'b'), ids, expected: {} };
};

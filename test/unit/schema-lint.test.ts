import { join } from 'node:path';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: root });

/** Returns the rules that this text breaks as a file of `schema/`. */
async function findings(sdl: string): Promise<(string | null)[]> {
  const results = await eslint.lintText(sdl, { filePath: join(root, 'schema/task.graphql') });
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}

test('the schema has no findings and disables no rule in a comment', async () => {
  const results = await eslint.lintFiles('schema/*.graphql');
  expect(results.length).toBeGreaterThan(15);
  expect(results.flatMap(({ messages, suppressedMessages }) => [...messages, ...suppressedMessages])).toEqual(
    [],
  );
});

test.each([
  ['@deprecated(reason: "Use `name`. Removed after 2027-06-30.")', []],
  ['@deprecated(reason: "Use `name`.")', ['polity/deprecation-date']],
  ['@deprecated(reason: "Removed after 2027-02-30.")', ['polity/deprecation-date']],
  ['@deprecated(reason: "Removed after 30/06/2027.")', ['polity/deprecation-date']],
  ['@deprecated', ['@graphql-eslint/require-deprecation-reason', 'polity/deprecation-date']],
])('a deprecation must name a day: %s', async (directive, rules) => {
  const places = [
    `extend type Query { "A field." gone: Int ${directive} }`,
    `extend type Query { "A field." gone("An argument." old: Int ${directive}): Int }`,
    `extend enum TaskStatus { "A value." GONE ${directive} }`,
    `extend input TaskFilter { "A field." gone: Int ${directive} }`,
  ];
  for (const place of places) expect([place, (await findings(place)).toSorted()]).toEqual([place, rules]);
});

test.each([
  ['relay-arguments', 'extend type Query { "Tasks." more("How many." first: Int): TaskConnection }'],
  ['relay-connection-types', '"Things." type ThingConnection { "The page." pageInfo: PageInfo! }'],
  ['relay-edge-types', '"A task of a page." type TaskEdge { "The task." node: Task! }'],
  ['relay-page-info', '"A page." type PageInfo { "Whether more follow." hasNextPage: Boolean! }'],
  ['require-nullable-result-in-root', 'extend type Query { "A task." some: Task! }'],
  ['input-name', 'extend type Mutation { "Do." act("What." what: LoginInput!): LoginPayload }'],
  ['require-description', 'extend type Query { "A field." more(first: Int): Int }'],
  ['require-description', 'extend enum TaskStatus { LATER }'],
  ['require-description', 'directive @plain on FIELD_DEFINITION'],
])('the rule %s rejects %s', async (rule, sdl) => {
  expect(await findings(sdl)).toContain(`@graphql-eslint/${rule}`);
});

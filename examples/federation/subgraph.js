// A subgraph of another team: time tracked on Polity's tasks. All its data belongs to an organization. For each request it
// queries Polity once for the caller and the organization.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse } from 'graphql';

const { POLITY_URL = 'http://localhost:4000/graphql', PORT = '4001' } = process.env;
const typeDefs = parse(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'));

/** The database, oldest entry first. @type {{ id: string, organizationId: string, userId: string, taskId: string, minutes: number }[]} */
const entries = [];
const entriesOf = (organizationId) => entries.filter((entry) => entry.organizationId === organizationId);

const resolvers = {
  Query: {
    timeEntries: async (_parent, _arguments, { caller }) => {
      const { organizationId } = await caller();
      const nodes = entriesOf(organizationId).slice(-100).toReversed();
      return { nodes, pageInfo: { hasNextPage: false, hasPreviousPage: false } };
    },
  },
  Mutation: {
    trackTime: async (_parent, { input: { taskId, minutes } }, { caller }) => {
      const { ask, organizationId, userId } = await caller();
      if (minutes < 1 || minutes > 1440) return wrong('INVALID', 'Minutes are from 1 to 1440.', 'minutes');
      if (!userId) throw refused('FORBIDDEN', 'Only people track their time.');
      const { task } = await ask('query ($id: ID!) { task(id: $id) { id } }', { id: taskId });
      if (!task) return wrong('NOT_FOUND', 'There is no such task.', 'taskId');
      const timeEntry = { id: randomUUID(), organizationId, userId, taskId: task.id, minutes };
      entries.push(timeEntry);
      return { timeEntry, userErrors: [] };
    },
  },
  Task: {
    trackedMinutes: async ({ id }, _arguments, { caller }) => {
      const { organizationId } = await caller();
      const spent = entriesOf(organizationId).filter(({ taskId }) => taskId === id);
      return spent.reduce((sum, { minutes }) => sum + minutes, 0);
    },
  },
  TimeEntry: {
    task: ({ taskId }) => ({ id: taskId }),
    user: ({ userId }) => ({ id: userId }),
  },
};

/** Returns the caller as Polity identifies them now, with a function that queries Polity for them. Throws Polity's error if it refuses the caller. */
async function identify({ authorization = '', 'x-organization-id': organizationId = '' }) {
  async function ask(query, variables) {
    const response = await fetch(POLITY_URL, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(authorization && { authorization }),
        ...(organizationId && { 'x-organization-id': organizationId }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors: [error] = [] } = await response.json();
    if (error) throw refused(error.extensions.code, error.message);
    return data;
  }
  const { me, organization } = await ask('{ me { id } organization { id } }');
  return { ask, organizationId: organization.id, userId: me?.id };
}

const refused = (code, message) => new GraphQLError(message, { extensions: { code } });

const wrong = (code, message, field) => ({
  timeEntry: null,
  userErrors: [{ code, message, field: [field] }],
});

const server = new ApolloServer({
  schema: buildSubgraphSchema([{ typeDefs, resolvers }]),
  includeStacktraceInErrorResponses: false,
});
const context = async ({ req }) => {
  let known;
  return { caller: () => (known ??= identify(req.headers)) };
};
const { url } = await startStandaloneServer(server, { listen: { port: Number(PORT) }, context });
console.log(`Time tracking is at ${url}`);

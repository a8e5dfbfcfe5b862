import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import util from 'node:util';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import { makeExecutableSchema } from '@graphql-tools/schema';
import DataLoader from 'dataloader';
import express from 'express';
import type { GraphQLSchema } from 'graphql';
import pg from 'pg';
import { port, readSettings } from '../settings.ts';

// As in tutorials: graphql-shield on every type, DataLoader against N+1 queries, and trust in the identity that the client sends.

Object.assign(util, { isUndefined: (value: unknown) => value === undefined });
const load = createRequire(import.meta.url);
const { applyMiddleware } = load('graphql-middleware');
const { rule, shield } = load('graphql-shield');

const { unguardedUrl, poolSize } = readSettings();
const pool = new pg.Pool({ connectionString: unguardedUrl, max: poolSize });

interface Context {
  userId: string;
  organizationId: string;
  users: DataLoader<string, object>;
  projects: DataLoader<string, object>;
  tasksOfProject: (first: number) => DataLoader<string, object[]>;
}

const typeDefs = `
  type User { id: ID! email: String! fullName: String! createdAt: String! }
  type Project { id: ID! name: String! tasks(first: Int!): [Task!]! }
  type Task {
    id: ID! title: String! description: String status: String! priority: Int! version: Int!
    dueAt: String createdAt: String! updatedAt: String! assignee: User project: Project!
  }
  type Query { me: User projects(first: Int!): [Project!]! tasks(first: Int!): [Task!]! }
  type TaskPayload { task: Task! }
  type Mutation {
    createTask(projectId: ID!, title: String!, position: String!): TaskPayload!
    updateTask(id: ID!, title: String!): TaskPayload!
  }
`;

const userColumns = `id, email, full_name as "fullName", created_at as "createdAt"`;
const taskColumns = `id, title, description, status, priority, version, due_at as "dueAt", created_at as "createdAt",
  updated_at as "updatedAt", assignee_id as "assigneeId", project_id as "projectId"`;

const inOrder = <Row extends { id: string }>(ids: readonly string[], rows: Row[]) => {
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id)!);
};

function createContext(userId: string, organizationId: string): Context {
  const pages = new Map<number, DataLoader<string, object[]>>();
  return {
    userId,
    organizationId,
    users: new DataLoader(async (ids) => {
      const { rows } = await pool.query({
        name: 'users',
        text: `select ${userColumns} from users where id = any($1)`,
        values: [ids],
      });
      return inOrder(ids, rows);
    }),
    projects: new DataLoader(async (ids) => {
      const { rows } = await pool.query({
        name: 'projects-by-id',
        text: 'select id, name from projects where organization_id = $1 and id = any($2)',
        values: [organizationId, ids],
      });
      return inOrder(ids, rows);
    }),
    tasksOfProject: (first) => {
      const loader =
        pages.get(first) ??
        new DataLoader(async (ids) => {
          const { rows } = await pool.query({
            name: 'tasks-of-projects',
            text: `select task.* from unnest($2::uuid[]) as wanted (id), lateral (
              select ${taskColumns} from tasks where organization_id = $1 and project_id = wanted.id
              order by created_at desc, id desc limit $3) task`,
            values: [organizationId, ids, first],
          });
          const groups = Map.groupBy(rows, (row) => row.projectId);
          return ids.map((id) => groups.get(id) ?? []);
        });
      pages.set(first, loader);
      return loader;
    },
  };
}

const isoString = (key: string) => (row: Record<string, Date | null>) => row[key]?.toISOString() ?? null;

const resolvers = {
  Query: {
    me: (_parent: unknown, _args: unknown, { userId, users }: Context) => users.load(userId),
    projects: async (_parent: unknown, { first }: { first: number }, { organizationId }: Context) => {
      const { rows } = await pool.query({
        name: 'projects',
        text: 'select id, name from projects where organization_id = $1 order by created_at desc, id desc limit $2',
        values: [organizationId, first],
      });
      return rows;
    },
    tasks: async (_parent: unknown, { first }: { first: number }, { organizationId }: Context) => {
      const { rows } = await pool.query({
        name: 'tasks',
        text: `select ${taskColumns} from tasks where organization_id = $1 order by created_at desc, id desc limit $2`,
        values: [organizationId, first],
      });
      return rows;
    },
  },
  Mutation: {
    createTask: async (
      _parent: unknown,
      { projectId, title, position }: Record<string, string>,
      { organizationId, userId }: Context,
    ) => {
      const { rows } = await pool.query({
        name: 'create-task',
        text: `insert into tasks (organization_id, project_id, title, position, created_by_id)
         values ($1, $2, $3, $4, $5) returning ${taskColumns}`,
        values: [organizationId, projectId, title, position, userId],
      });
      return { task: rows[0] };
    },
    updateTask: async (
      _parent: unknown,
      { id, title }: Record<string, string>,
      { organizationId }: Context,
    ) => {
      const { rows } = await pool.query({
        name: 'update-task',
        text: `update tasks set title = $3, version = version + 1 where organization_id = $1 and id = $2
         returning ${taskColumns}`,
        values: [organizationId, id, title],
      });
      return { task: rows[0] };
    },
  },
  User: { createdAt: isoString('createdAt') },
  Project: {
    tasks: ({ id }: { id: string }, { first }: { first: number }, { tasksOfProject }: Context) =>
      tasksOfProject(first).load(id),
  },
  Task: {
    dueAt: isoString('dueAt'),
    createdAt: isoString('createdAt'),
    updatedAt: isoString('updatedAt'),
    assignee: ({ assigneeId }: { assigneeId: string | null }, _args: unknown, { users }: Context) =>
      assigneeId && users.load(assigneeId),
    project: ({ projectId }: { projectId: string }, _args: unknown, { projects }: Context) =>
      projects.load(projectId),
  },
};

const isSignedIn = rule({ cache: 'contextual' })(
  async (_parent: unknown, _args: unknown, { userId }: Context) => Boolean(userId),
);
const permissions = shield({
  Query: isSignedIn,
  Mutation: isSignedIn,
  TaskPayload: isSignedIn,
  User: isSignedIn,
  Project: isSignedIn,
  Task: isSignedIn,
});

const schema: GraphQLSchema = applyMiddleware(makeExecutableSchema({ typeDefs, resolvers }), permissions);
const apollo = new ApolloServer<Context>({ schema, introspection: false });
await apollo.start();
const app = express();
app.use(
  '/graphql',
  express.json(),
  expressMiddleware(apollo, {
    context: async ({ req: { headers } }) =>
      createContext(String(headers['x-user-id']), String(headers['x-organization-id'])),
  }),
);
const server = createServer(app);
server.listen(port, '127.0.0.1');

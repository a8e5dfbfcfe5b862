import { parseArgs } from 'node:util';
import { createClient, isOutdated, signIn } from './client.js';
import { ADD_TASK, BOARD, SIGN_IN } from './operations.js';

/** Signs in, shows the board, and adds a task to its first project. */
const { values } = parseArgs({
  options: {
    uri: { type: 'string', default: 'http://localhost:4000/graphql' },
    email: { type: 'string', default: 'member@acme.test' },
    password: { type: 'string', default: 'polity-demo-1' },
    name: { type: 'string', default: 'mobile' },
    version: { type: 'string', default: '1.0.0' },
  },
});

const session = {};
const { uri, email, password, name, version } = values;
const client = createClient({ uri, session, clientAwareness: { name, version } });

try {
  await signIn(client, session, SIGN_IN, { email, password });
  const { data } = await client.query({ query: BOARD, variables: { tasks: 3 } });
  for (const project of data.projects.nodes) {
    console.log(project.name);
    for (const task of project.tasks.nodes) console.log(`  [${task.status}] ${task.title}`);
  }
  const variables = { projectId: data.projects.nodes[0].id, title: 'Added on the way' };
  const added = await client.mutate({ mutation: ADD_TASK, variables });
  console.log(`Added: ${added.data.createTask.task.title}`);
} catch (error) {
  console.error(
    isOutdated(error) ? 'This version of the app is too old. Install the new one.' : error.message,
  );
  process.exitCode = 1;
}

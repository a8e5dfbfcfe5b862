import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createPolityClient, mutate } from './api/client.ts';
import { explain, isApiError } from './api/errors.ts';
import { createSession } from './api/session.ts';
import { AddTask, Board, SignIn, Viewer } from './operations.ts';
import { fileStore } from './store.ts';

/** Signs in unless the session of the last start still holds, shows the board, and adds a task to its first project. */
const { values } = parseArgs({
  options: {
    uri: { type: 'string', default: 'http://localhost:4000/graphql' },
    email: { type: 'string', default: 'member@acme.test' },
    password: { type: 'string', default: 'polity-demo-1' },
    name: { type: 'string', default: 'mobile' },
    version: { type: 'string', default: '1.0.0' },
    session: { type: 'string', default: join(import.meta.dirname, 'session.json') },
  },
});
const { uri, email, password, name, version } = values;
const store = fileStore(values.session);
const session = createSession(uri, { name, version }, store);
const { client, close } = createPolityClient({ session, readsByGet: true });

try {
  if (!store.read()) await signIn();
  // If the access token has expired, one refresh serves both.
  const [viewer, board] = await Promise.all([
    client.query({ query: Viewer }),
    client.query({ query: Board, variables: { tasks: 3 } }),
  ]);
  const projects = board.data?.projects?.nodes ?? [];
  console.log(`Signed in as ${viewer.data?.me?.fullName}`);
  for (const project of projects) {
    console.log(project.name);
    for (const task of project.tasks.nodes) console.log(`  [${task.status}] ${task.title}`);
  }
  const [first] = projects;
  if (first) {
    const variables = { projectId: first.id, title: 'Added on the way' };
    const { createTask } = await mutate(client, AddTask, { variables });
    console.log(`Added: ${createTask?.task?.title}`);
  }
} catch (error) {
  const isOutdated = isApiError(error, 'CLIENT_UPGRADE_REQUIRED');
  console.error(isOutdated ? 'This version of the app is too old. Install the new one.' : explain(error));
  process.exitCode = 1;
} finally {
  close();
}

async function signIn(): Promise<void> {
  const { login } = await mutate(client, SignIn, { variables: { email, password } });
  const { accessToken, refreshToken } = login ?? {};
  if (!accessToken || !refreshToken)
    throw new Error('The account asks for a second factor, which this example does not.');
  store.write({ accessToken, refreshToken });
}

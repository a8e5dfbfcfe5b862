import { createPolityClient, mutate } from './api/client.ts';
import type { ErrorCode, UserErrorCode } from './api/codes.ts';
import { explain, isApiError, isUserError, SessionEnded } from './api/errors.ts';
import { graphql } from './api/gql/index.ts';
import { createSession, type Tokens } from './api/session.ts';

const Projects = graphql(`
  query Projects {
    projects(first: 5) {
      nodes {
        id
        name
      }
    }
  }
`);

const AddProject = graphql(`
  mutation AddProject($name: String!) {
    createProject(input: { name: $name }) {
      project {
        id
        name
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

const Changes = graphql(`
  subscription Changes {
    projectEvents {
      type
      project {
        id
        name
      }
    }
  }
`);

const [uri = '', text = ''] = process.argv.slice(2);
let tokens: Tokens | undefined = JSON.parse(text);
let refreshes = 0;
const session = createSession(
  uri,
  { name: 'typed', version: '1' },
  {
    read: () => tokens,
    write(changed) {
      refreshes++;
      tokens = changed;
    },
    onChange: () => () => undefined,
  },
);
const { client, close } = createPolityClient({ session });

// The access token has expired: both operations need another one.
const ask = () => client.query({ query: Projects, fetchPolicy: 'network-only' });
const [first] = await Promise.all([ask(), ask()]);
const names: string[] | undefined = first.data?.projects?.nodes.map(({ name }) => name);

let name = '';
const changed = new Promise<string>((resolve, reject) =>
  client.subscribe({ query: Changes }).subscribe({
    next: ({ data }) => resolve(data?.projectEvents?.project?.name ?? ''),
    error: reject,
  }),
);
// The subscription may begin after a change, so changes go on until one is seen.
const timer = setInterval(
  () =>
    void mutate(client, AddProject, { variables: { name: 'Pier' } }).then(({ createProject }) => {
      name = createProject?.project?.name ?? '';
    }),
  200,
);
const seen = await changed;
clearInterval(timer);

const expected: UserErrorCode = 'REQUIRED';
const refused = await mutate(client, AddProject, { variables: { name: '' } }).catch(
  (error: unknown) => error,
);
const code: UserErrorCode | undefined = isUserError(refused, expected) ? refused.errors[0]?.code : undefined;

// Without a session, a request is refused.
tokens = undefined;
const unauthenticated: ErrorCode = 'UNAUTHENTICATED';
const failed = await mutate(client, AddProject, { variables: { name: 'Pier' } }).catch(
  (error: unknown) => error,
);
const ended = await session.refresh(undefined).catch((error: unknown) => error instanceof SessionEnded);
close();
process.stdout.write(
  JSON.stringify({
    names,
    refreshes,
    name,
    seen,
    code,
    failed: [isApiError(failed, unauthenticated), explain(failed)],
    ended,
  }),
);

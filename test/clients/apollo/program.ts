import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { graphql, readFragment } from './gql/index.ts';

const [uri, token] = process.argv.slice(2);
const client = new ApolloClient({
  link: new HttpLink({ uri, headers: { authorization: `Bearer ${token}` } }),
  cache: new InMemoryCache({
    typePolicies: { Query: { fields: { tasks: relayStylePagination(['filter', 'orderBy']) } } },
  }),
});

const TaskCard = graphql(`
  fragment TaskCard on Task {
    id
    title
    dueAt
    status
    assignee {
      fullName
    }
  }
`);

const Tasks = graphql(`
  query Tasks($first: Int!, $after: String) {
    tasks(first: $first, after: $after) {
      edges {
        node {
          id
          ...TaskCard
        }
      }
      pageInfo {
        startCursor
        endCursor
        hasPreviousPage
        hasNextPage
      }
    }
  }
`);

const UpdateTask = graphql(`
  mutation UpdateTask($input: UpdateTaskInput!) {
    updateTask(input: $input) {
      task {
        ...TaskCard
      }
      userErrors {
        code
        field
      }
    }
  }
`);

/** The tasks of the cache, each by its fragment. */
function cards(): string[] {
  const tasks = client.readQuery({ query: Tasks, variables: { first: 2 } })?.tasks;
  return (tasks?.edges ?? []).map(({ node }) => {
    const card = readFragment(TaskCard, node);
    const due: string | null = card.dueAt;
    return [card.title, card.status, due, card.assignee?.fullName].join(' ').trim();
  });
}

const { data } = await client.query({ query: Tasks, variables: { first: 2 } });
const first = cards();
const pages = client.watchQuery({ query: Tasks, variables: { first: 2 } });
// Only what is observed can be continued.
const observed = pages.subscribe({});
await pages.fetchMore({ variables: { first: 2, after: data?.tasks?.pageInfo.endCursor } });
const all = cards();

const { data: answer } = await client.mutate({
  mutation: UpdateTask,
  variables: { input: { id: data?.tasks?.edges[0]?.node.id ?? '', status: 'DONE' } },
});
observed.unsubscribe();
const faults = answer?.updateTask?.userErrors;
process.stdout.write(JSON.stringify({ first, all, faults, changed: cards() }));

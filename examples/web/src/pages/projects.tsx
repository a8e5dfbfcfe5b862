import { useApolloClient, useQuery, useSubscription } from '@apollo/client/react';
import { mutate } from '../api/client.ts';
import { graphql } from '../api/gql/index.ts';
import { Field, Form } from '../ui/form.tsx';
import { More } from '../ui/more.tsx';
import { Failure, Loading, Page } from '../ui/page.tsx';
import { Link, navigate } from '../ui/router.tsx';

const ProjectsDocument = graphql(`
  query Projects($first: Int!, $after: String) {
    organization {
      id
      viewerCanCreateProjects
    }
    projects(first: $first, after: $after, filter: { status: { eq: ACTIVE } }, orderBy: { field: NAME }) {
      totalCount
      edges {
        cursor
        node {
          id
          name
          description
          taskCounts {
            status
            count
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const CreateProject = graphql(`
  mutation CreateProject($input: CreateProjectInput!) {
    createProject(input: $input) {
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

const ProjectChanges = graphql(`
  subscription ProjectChanges {
    projectEvents {
      type
      projectId
    }
  }
`);

const PAGE = 20;

export function Projects() {
  const client = useApolloClient();
  const { data, error, refetch, fetchMore } = useQuery(ProjectsDocument, {
    variables: { first: PAGE },
    fetchPolicy: 'cache-and-network',
  });
  useSubscription(ProjectChanges, { onData: () => void refetch().catch(() => undefined) });
  if (error && !data) return <Failure error={error} retry={refetch} />;
  if (!data?.projects) return <Loading />;
  const { edges, pageInfo, totalCount } = data.projects;

  async function create({ name = '' }: Record<string, string>) {
    const { createProject } = await mutate(client, CreateProject, { variables: { input: { name } } });
    if (createProject?.project) navigate(`/projects/${createProject.project.id}`);
  }

  return (
    <Page title="Projects">
      {edges.length === 0 && <p>There are no projects yet.</p>}
      <ul className="list">
        {edges.map(({ node }) => (
          <li key={node.id} className="sheet">
            <Link to={`/projects/${node.id}`}>{node.name}</Link>
            {node.description && <p>{node.description}</p>}
            <p className="quiet">{summary(node.taskCounts)}</p>
          </li>
        ))}
      </ul>
      <More
        shown={edges.length}
        total={totalCount}
        load={
          pageInfo.hasNextPage && (() => fetchMore({ variables: { first: PAGE, after: pageInfo.endCursor } }))
        }
      />
      {data.organization?.viewerCanCreateProjects && (
        <section className="sheet">
          <h2>New project</h2>
          <Form label="New project" button="Create project" onSubmit={create} resets>
            <Field name="name" label="Name" required maxLength={100} />
          </Form>
        </section>
      )}
    </Page>
  );
}

function summary(counts: readonly { status: string; count: number }[]): string {
  const of = (status: string) => counts.find((each) => each.status === status)?.count ?? 0;
  return `${of('TODO')} to do, ${of('IN_PROGRESS')} in progress, ${of('DONE')} done`;
}

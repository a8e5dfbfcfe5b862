export const contenders = ['polity', 'postgraphile', 'postgraphile (trusting)', 'tutorial'] as const;
export type Contender = (typeof contenders)[number];

export const operationNames = ['tiny', 'board', 'list'] as const;
export type OperationName = (typeof operationNames)[number];

export interface Sizes {
  projects: number;
  tasks: number;
  listed: number;
}

/** What is measured: a board of 10 projects with 20 tasks each, and a list of 50 tasks. */
export const measured: Sizes = { projects: 10, tasks: 20, listed: 50 };

const card = 'title status priority version dueAt';
const task = `${card} description createdAt updatedAt`;

type Dialect = Exclude<Contender, 'postgraphile (trusting)'>;

const dialectOf = (contender: Contender): Dialect =>
  contender === 'postgraphile (trusting)' ? 'postgraphile' : contender;

/** The same three operations, in the words of each schema. */
const queries: Record<Dialect, Record<OperationName, string>> = {
  polity: {
    tiny: 'query Tiny { me { id email fullName createdAt } }',
    board: `query Board($projects: Int!, $tasks: Int!) {
      projects(first: $projects) { nodes { id name tasks(first: $tasks) { nodes {
        id ${card} assignee { id fullName } } } } } }`,
    list: `query List($listed: Int!) {
      tasks(first: $listed) { nodes { id ${task} assignee { id fullName email } project { id name } } } }`,
  },
  postgraphile: {
    tiny: 'query Tiny { me: viewer { id: rowId email fullName createdAt } }',
    board: `query Board($projects: Int!, $tasks: Int!) {
      projects: allProjects(first: $projects, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]) { nodes { id: rowId name
        tasks: tasksByOrganizationIdAndProjectId(first: $tasks, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]) { nodes {
          id: rowId ${card} assignee { id: rowId fullName } } } } } }`,
    list: `query List($listed: Int!) {
      tasks: allTasks(first: $listed, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]) { nodes {
        id: rowId ${task} assignee { id: rowId fullName email }
        project: projectByOrganizationIdAndProjectId { id: rowId name } } } }`,
  },
  tutorial: {
    tiny: 'query Tiny { me { id email fullName createdAt } }',
    board: `query Board($projects: Int!, $tasks: Int!) {
      projects(first: $projects) { id name tasks(first: $tasks) { id ${card} assignee { id fullName } } } }`,
    list: `query List($listed: Int!) {
      tasks(first: $listed) { id ${task} assignee { id fullName email } project { id name } } }`,
  },
};

/** The body of the request. */
export function bodyOf(contender: Contender, name: OperationName, sizes: Sizes = measured): string {
  const { projects, tasks, listed } = sizes;
  const variables = { tiny: {}, board: { projects, tasks }, list: { listed } }[name];
  return JSON.stringify({ query: queries[dialectOf(contender)][name], variables });
}

const priorities = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'];

/**
 * The same text for the same answer: connections become lists, priorities their names, and instants are told to the
 * millisecond, which is all that JavaScript's `Date` keeps.
 */
export function canonical(answer: unknown): string {
  return JSON.stringify(answer, (key, value) => {
    if (key === 'priority' && typeof value === 'number') return priorities[value];
    if (key.endsWith('At') && value !== null) return new Date(value).toISOString();
    return value?.nodes ?? value;
  });
}

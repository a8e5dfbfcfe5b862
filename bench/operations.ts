import type { Dialect } from './contenders.ts';
import type { Caller } from './database.ts';

export const readNames = ['tiny', 'board', 'list'] as const;
export type ReadName = (typeof readNames)[number];

export const writeNames = ['createTask', 'updateTask'] as const;
export type WriteName = (typeof writeNames)[number];

export type OperationName = ReadName | WriteName;

export interface PageSizes {
  projects: number;
  tasks: number;
  listed: number;
}

/** The measured sizes: a board of 10 projects with 20 tasks each, and a list of 50 tasks. */
export const measured: PageSizes = { projects: 10, tasks: 20, listed: 50 };

const card = 'title status priority version dueAt';
const task = `${card} description createdAt updatedAt`;
const written = 'title status version createdAt updatedAt';

/** The same operations for each schema. The `limit` server has its statements instead. */
const texts: Record<Exclude<Dialect, 'limit'>, Record<OperationName, string>> = {
  polity: {
    tiny: 'query Tiny { me { id email fullName createdAt } }',
    board: `query Board($projects: Int!, $tasks: Int!) {
      projects(first: $projects) { nodes { id name tasks(first: $tasks) { nodes {
        id ${card} assignee { id fullName } } } } } }`,
    list: `query List($listed: Int!) {
      tasks(first: $listed) { nodes { id ${task} assignee { id fullName email } project { id name } } } }`,
    createTask: `mutation CreateTask($projectId: ID!, $title: String!) {
      createTask(input: { projectId: $projectId, title: $title }) {
        task { id ${written} } userErrors { code message } } }`,
    updateTask: `mutation UpdateTask($id: ID!, $title: String!) {
      updateTask(input: { id: $id, title: $title }) { task { id ${written} } userErrors { code message } } }`,
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
    createTask: `mutation CreateTask($organizationId: UUID!, $projectId: UUID!, $title: String!, $position: String!) {
      createTask(input: { task: { organizationId: $organizationId, projectId: $projectId, title: $title,
        position: $position } }) { task { id: rowId ${written} } } }`,
    updateTask: `mutation UpdateTask($organizationId: UUID!, $id: UUID!, $title: String!) {
      updateTask: updateTaskByOrganizationIdAndRowId(input: { organizationId: $organizationId, rowId: $id,
        taskPatch: { title: $title } }) { task { id: rowId ${written} } } }`,
  },
  tutorial: {
    tiny: 'query Tiny { me { id email fullName createdAt } }',
    board: `query Board($projects: Int!, $tasks: Int!) {
      projects(first: $projects) { id name tasks(first: $tasks) { id ${card} assignee { id fullName } } } }`,
    list: `query List($listed: Int!) {
      tasks(first: $listed) { id ${task} assignee { id fullName email } project { id name } } }`,
    createTask: `mutation CreateTask($projectId: ID!, $title: String!, $position: String!) {
      createTask(projectId: $projectId, title: $title, position: $position) { task { id ${written} } } }`,
    updateTask: `mutation UpdateTask($id: ID!, $title: String!) {
      updateTask(id: $id, title: $title) { task { id ${written} } } }`,
  },
};

/** The body of a request that reads. */
export function readBody(dialect: Dialect, name: ReadName, sizes: PageSizes = measured): string {
  const { projects, tasks, listed } = sizes;
  return bodyOf(dialect, name, { tiny: {}, board: { projects, tasks }, list: { listed } }[name]);
}

let lastTitle = 0;

/** The body of a request that writes the title, for a task that the caller's lists show. */
export function writeBody(dialect: Dialect, name: WriteName, caller: Caller, title = newTitle()): string {
  const { organizationId, projects, taskId } = caller;
  // The others cannot compute positions, and each of them has its own project, so that positions stay unique.
  const others = { organizationId, position: `z${title}` };
  const { id, projectId } = { id: taskId, projectId: projects[dialect] };
  if (name === 'updateTask')
    return bodyOf(dialect, name, { id, title, ...(dialect === 'postgraphile' && { organizationId }) });
  return bodyOf(dialect, name, { projectId, title, ...(dialect !== 'polity' && others) });
}

export const newTitle = () => `Written by the benchmark ${++lastTitle}`;

const bodyOf = (dialect: Dialect, name: OperationName, variables: object) =>
  JSON.stringify(
    dialect === 'limit' ? { operation: name, variables } : { query: texts[dialect][name], variables },
  );

const priorities = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'];

/**
 * Returns the same text for equal responses: connections become lists, priorities become names, and instants are rounded
 * to the millisecond, which is the precision of JavaScript's `Date`.
 */
export function canonical(response: unknown): string {
  return JSON.stringify(response, (key, value) => {
    if (key === 'priority' && typeof value === 'number') return priorities[value];
    if (key.endsWith('At') && value !== null) return new Date(value).toISOString();
    return value?.nodes ?? value;
  });
}

import { randomInt } from 'node:crypto';
import { latestText } from './ledger.ts';
import { accepted } from './task-writers.ts';
import type { Act, Writer } from './writers.ts';

const CREATE = `mutation ($name: String!) { createProject(input: { name: $name }) {
  project { id version } userErrors { code field } } }`;
const UPDATE = `mutation ($input: UpdateProjectInput!) { updateProject(input: $input) {
  project { id version } userErrors { code field } } }`;
const ARCHIVE = `mutation ($input: ArchiveProjectInput!) { archiveProject(input: $input) {
  project { id version name } userErrors { code field } } }`;
const RESTORE = `mutation ($input: RestoreProjectInput!) { restoreProject(input: $input) {
  project { id version name } userErrors { code field } } }`;

const PROJECTS = 5;

/** Creates some projects, then renames, archives and restores them. */
export function writesProjects(writer: Writer): Act {
  const { organization, text, key } = writer;
  const { caller, ledger } = organization;
  const own: { id: string; isArchived: boolean }[] = [];
  return async () => {
    const name = text();
    if (own.length < PROJECTS) {
      const { createProject } = await caller.once(key()).ask(CREATE, { name });
      if (!accepted(writer, createProject)) return;
      own.push({ id: createProject.project.id, isArchived: false });
      return ledger.note('projects', createProject.project, name);
    }
    const project = own[randomInt(own.length)]!;
    const { id, isArchived } = project;
    const known = ledger.projects.get(id)!;
    const before = latestText(known);
    const input = { id, expectedVersion: known.version };
    if (isArchived) {
      const { restoreProject } = await caller.once(key()).ask(RESTORE, { input });
      if (!accepted(writer, restoreProject)) return;
      ledger.note('projects', restoreProject.project, before);
      project.isArchived = false;
    } else if (randomInt(4) === 0) {
      const { archiveProject } = await caller.once(key()).ask(ARCHIVE, { input });
      if (!accepted(writer, archiveProject)) return;
      ledger.note('projects', archiveProject.project, before);
      project.isArchived = true;
    } else {
      const { updateProject } = await caller.once(key()).ask(UPDATE, { input: { ...input, name } });
      if (accepted(writer, updateProject)) ledger.note('projects', updateProject.project, name);
    }
  };
}

import { readFile } from 'node:fs/promises';
import type { SystemDb } from '../../database/system.ts';
import { UserErrors } from '../../errors.ts';
import { publicSchema } from '../../graphql/type-definitions.ts';
import { changeClientStatus, registerOperations } from './actions.ts';
import { clientVersionInput } from './input.ts';
import { readManifest } from './manifest.ts';
import { findClientVersions, findOperations } from './queries.ts';

export type OperationsAction = 'list' | 'register' | 'activate' | 'retire';

/**
 * Runs an operator's command on registered operations.
 * @returns the lines to print
 * @throws the errors, one per line
 */
export async function runOperationsCommand(
  db: SystemDb,
  costLimit: number,
  action: OperationsAction,
  [name, version, file = '']: string[],
): Promise<string[]> {
  if (action === 'list') return list(db);
  const { data: client, error } = clientVersionInput.safeParse({ clientName: name, clientVersion: version });
  const label = `${name} ${version}`;
  if (!client)
    throw new Error(error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`).join('\n'));
  return withFaults(async () => {
    if (action === 'register') {
      const operations = await readManifest(publicSchema(), await readJson(file), costLimit);
      const { clientVersion } = await db
        .transaction()
        .execute((tx) => registerOperations(tx, client, operations));
      return [
        `${label}: ${operations.length} operations are registered; the version is ${clientVersion.status}.`,
      ];
    }
    const wanted = action === 'activate' ? 'ACTIVE' : 'RETIRED';
    const { clientVersion } = await db.transaction().execute((tx) => changeClientStatus(tx, client, wanted));
    return [`${label} is ${clientVersion.status}.`];
  });
}

async function list(db: SystemDb): Promise<string[]> {
  const versions = await findClientVersions(db);
  if (versions.length === 0) return ['No operations are registered.'];
  const lines = versions.map(async ({ id, clientName, clientVersion, status }) => {
    const operations = await findOperations(db, id);
    const uses = operations.reduce((sum, { useCount }) => sum + useCount, 0);
    const last = operations
      .flatMap(({ lastUsedAt }) => lastUsedAt ?? [])
      .toSorted()
      .at(-1);
    const use = last ? `run ${uses} times, last at ${last}` : 'never run';
    return `${status.padEnd(8)} ${clientName} ${clientVersion}: ${operations.length} operations, ${use}`;
  });
  return Promise.all(lines);
}

export async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** Converts user errors to lines for a terminal. */
async function withFaults<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    const lines = error.errors.map(({ field, message }) => `  ${field?.join('.') ?? ''}: ${message}`);
    throw new Error(`Nothing was changed:\n${lines.join('\n')}`, { cause: error });
  }
}

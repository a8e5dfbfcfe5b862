import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';
import { z } from 'zod';
import type { SystemDb } from '../database/system.ts';
import { type ClientOperations, compareSchemas, type SchemaReport } from '../graphql/schema-check.ts';
import { publicSchema, releasedSchemaFile } from '../graphql/type-definitions.ts';
import { readJson } from '../modules/client/commands.ts';
import { findClientVersions, findOperations } from '../modules/client/queries.ts';

/** Makes the current schema the released one, with which later ones are compared. */
export async function releaseSchema(): Promise<void> {
  await writeFile(releasedSchemaFile, `${printSchema(lexicographicSortSchema(publicSchema()))}\n`);
}

/** Compares the current schema with the released one, for these clients. */
export async function checkSchema(clients: ClientOperations[]): Promise<SchemaReport> {
  const released = parse(await readFile(releasedSchemaFile, 'utf8'));
  return compareSchemas(released, publicSchema(), clients);
}

/** Returns the operations of every active client version. */
export async function findActiveClients(db: SystemDb): Promise<ClientOperations[]> {
  const active = (await findClientVersions(db)).filter(({ status }) => status === 'ACTIVE');
  return Promise.all(
    active.map(async ({ id, clientName, clientVersion }) => ({
      client: `${clientName} ${clientVersion}`,
      operations: await findOperations(db, id),
    })),
  );
}

const manifestFile = z.object({ operations: z.array(z.object({ name: z.string(), body: z.string() })) });

/** Reads manifests, each under its file's name. Throws when a file is not a manifest. */
export async function readClients(files: string[]): Promise<ClientOperations[]> {
  const read = async (file: string) => {
    const { data } = manifestFile.safeParse(await readJson(file));
    if (!data) throw new Error(`${file} is not a manifest of operations.`);
    return { client: basename(file), operations: data.operations };
  };
  return Promise.all(files.map(read));
}

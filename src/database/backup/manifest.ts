import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SecretBox } from '../../crypto/secret-box.ts';
import { hasCode } from '../../util/has-code.ts';

const MANIFEST_FILE = 'manifest.json';

const text = z.string().min(1).max(200);

const manifestSchema = z.strictObject({
  format: z.literal('polity-backup-1'),
  createdAt: z.iso.datetime(),
  postgres: text,
  migrations: z.strictObject({ own: z.array(text), queue: z.array(text) }),
  /** A text that is encrypted under SECRETS_KEY, to recognize the key. */
  sealedMark: z.base64(),
  sequences: z.array(
    z.strictObject({ name: text, value: z.string().regex(/^-?\d{1,19}$/), isCalled: z.boolean() }),
  ),
  /** The instant of the oldest row of each partitioned table that has rows, so that its months can be made. */
  oldest: z.record(text, z.int().nonnegative()),
  tables: z.array(
    z.strictObject({
      name: text,
      columns: z.record(text, text),
      rows: z.int().nonnegative(),
      /** Of the compressed file. */
      bytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

/** Describes a backup. It is written last: a folder without it is no backup. */
export type Manifest = z.infer<typeof manifestSchema>;
export type TableEntry = Manifest['tables'][number];

export const manifestPath = (folder: string) => join(folder, MANIFEST_FILE);
export const tablePath = (folder: string, table: string) => join(folder, `${table}.copy.gz`);

/** @throws if the folder has no manifest, or one that is malformed or of another format */
export async function readManifest(folder: string): Promise<Manifest> {
  const content = await readFile(manifestPath(folder), 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT', 'ENOTDIR'))
      throw new Error(`${folder} is no complete backup: it has no ${MANIFEST_FILE}.`, { cause: error });
    throw error;
  });
  const parsed = manifestSchema.safeParse(parseOrUndefined(content));
  if (parsed.success) return parsed.data;
  throw new Error(
    `${manifestPath(folder)} is malformed or of another format:\n${z.prettifyError(parsed.error)}`,
  );
}

function parseOrUndefined(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

const PLACE = 'backup';

/** Encrypts a text whose decryption shows later that a key is the same. */
export const sealMark = (box: SecretBox) => box.seal(Buffer.from(PLACE), PLACE).toString('base64');

export function opensMark(box: SecretBox, mark: string): boolean {
  try {
    box.open(Buffer.from(mark, 'base64'), PLACE);
    return true;
  } catch {
    return false;
  }
}

import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { SecretBox } from '../../crypto/secret-box.ts';
import { readMigrations } from '../../database/backup/catalog.ts';
import { inTransaction, withConnection } from '../../database/backup/connect.ts';
import { webhookSecretContext } from '../../modules/webhook/secret-context.ts';
import { Digest, type Header, readLines } from './file.ts';
import { addOwner, matchPeople, restoreContacts, suspendMembers } from './people.ts';
import { type Checked, checkFile } from './check.ts';
import { checkRows } from './check-rows.ts';
import { takeBackStatements } from './departed.ts';
import { RowWriter } from './write-rows.ts';
import { describeTables } from './tables.ts';

export interface ImportOptions {
  systemUrl: string;
  box: SecretBox;
  /** An account, by address or id, that becomes an owner. */
  owner?: string | undefined;
  /** In the place of the organization's own, for example because that is taken. */
  slug?: string | undefined;
  /** Whether a file is accepted that this installation has not signed. */
  fromElsewhere: boolean;
}

export interface Imported {
  organizationId: string;
  rows: number;
  /** Rows that were left out: of people without an account here, or granted by another platform. */
  leftOut: number;
  /** How many of the people have no account here. */
  unknownPeople: number;
}

/**
 * Imports an organization from a file of `exportOrganization`: all of it, or nothing.
 *
 * Security: the file may be anybody's. Each row gets the id of the one organization of the header, which must be new, so
 * that nothing else is written. Accounts are neither created nor changed. If this installation has not signed the file,
 * what only the platform gives is left out, people are recognized by their verified address only, and members arrive
 * suspended: otherwise a forged file would make anybody a member of the forger's organization.
 * @throws if anything in the file is invalid
 */
export async function importOrganization(path: string, options: ImportOptions): Promise<Imported> {
  const { systemUrl, box, fromElsewhere, owner, slug } = options;
  return withConnection(systemUrl, async (client) => {
    const tables = await describeTables(client);
    const checked = await checkFile(path, tables, box);
    if (!checked.isSigned && !fromElsewhere)
      throw new Error(
        `${path} was not written with this SECRETS_KEY, or was changed since. If you trust it, add --from-elsewhere.`,
      );
    const { header } = checked;
    await requireFitting(client, header, slug);
    return inTransaction(client, 'begin', async () => {
      const id = header.organizationId;
      await client.query(`select set_config('app.importing', $1, true)`, [id]);
      const unknownPeople = await matchPeople(client, checked.people, checked.isSigned);
      const secret = box.seal(randomBytes(32), webhookSecretContext(id));
      const writer = new RowWriter(client, path, { id, secret, slug, isSigned: checked.isSigned }, tables);
      await writeAll(path, checked, writer);
      await takeBackStatements(client, id, checked.isSigned);
      await checkRows(client, id);
      await restoreContacts(client, id);
      const ownerId = owner === undefined ? undefined : await addOwner(client, id, owner);
      await suspendMembers(client, id, ownerId);
      await requireOwner(client, id);
      await client.query(
        `insert into audit_events (organization_id, action, target_type, target_id, after)
        values ($1, 'organization.imported', 'Organization', $1, $2)`,
        [id, { exportedAt: header.exportedAt }],
      );
      const { written, leftOut } = writer;
      return { organizationId: id, rows: written, leftOut, unknownPeople };
    });
  });
}

async function writeAll(path: string, { sha256 }: Checked, writer: RowWriter): Promise<void> {
  const digest = new Digest();
  for await (const line of readLines(path)) {
    if (line.startsWith('{"end":')) break;
    digest.add(line);
    if (line.startsWith('{"table":')) await writer.add(line, digest.lines);
  }
  await writer.flush();
  if (digest.finish() !== sha256) throw new Error(`${path} was changed during the import.`);
}

/** @throws if the organization exists, or the installation lacks what it refers to */
async function requireFitting(client: pg.Client, header: Header, slug: string | undefined): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    'select id from organizations where id = $1 or slug = $2',
    [header.organizationId, slug ?? null],
  );
  if (rows.some(({ id }) => id === header.organizationId))
    throw new Error(`The organization ${header.organizationId} exists.`);
  if (rows.length > 0) throw new Error(`The slug ${slug} is taken.`);
  const { own } = await readMigrations(client);
  if (JSON.stringify(own) !== JSON.stringify(header.migrations))
    throw new Error('The file is of another release. Export and import with the same one.');
  for (const { code, kind, uniqueProperty, groupBy } of header.meters) {
    const { rows: same } = await client.query(
      `select from meters where code = $1 and kind = $2 and unique_property is not distinct from $3 and group_by = $4`,
      [code, kind, uniqueProperty, groupBy],
    );
    if (same.length === 0)
      throw new Error(`Declare the meter ${code} of kind ${kind} as it was, then import again.`);
  }
}

async function requireOwner(client: pg.Client, id: string): Promise<void> {
  const { rows } = await client.query('select from app.owners_who_can_sign_in($1)', [id]);
  if (rows.length === 0)
    throw new Error('No owner of the organization has an active account here. Name one with --owner.');
}

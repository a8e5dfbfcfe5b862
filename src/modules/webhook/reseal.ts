import { sql } from 'kysely';
import { NO_ID } from '../../database/ids.ts';
import type { SystemDb } from '../../database/system.ts';
import type { SecretBox, Sealing } from '../../crypto/secret-box.ts';
import { webhookSecretContext } from './secret-context.ts';

const BATCH = 100;

/**
 * Encrypts the endpoints' secrets under the first key. Each batch is a transaction with its rows locked, so servers
 * keep running, and an interrupted run can be repeated.
 */
export async function resealWebhookSecrets(db: SystemDb, box: SecretBox): Promise<Sealing> {
  const result: Sealing = { sealed: 0, unreadable: [] };
  let after: { organization_id: string; id: string } | undefined = { organization_id: NO_ID, id: NO_ID };
  while (after) {
    const from: { organization_id: string; id: string } = after;
    after = await db.transaction().execute(async (tx) => {
      const rows = await tx
        .selectFrom('webhook_endpoints')
        .select(['id', 'organization_id', 'secret', 'previous_secret'])
        .where(sql<boolean>`(organization_id, id) > (${from.organization_id}, ${from.id})`)
        .orderBy('organization_id')
        .orderBy('id')
        .limit(BATCH)
        .forNoKeyUpdate()
        .execute();
      for (const { id, organization_id: organizationId, secret, previous_secret: previous } of rows) {
        const place = webhookSecretContext(organizationId);
        const renew = (each: Buffer) => box.seal(box.open(each, place), place);
        const stale = [secret, previous].filter((each) => each && !box.isCurrent(each, place)).length;
        if (stale === 0) continue;
        try {
          box.open(secret, place);
          if (previous) box.open(previous, place);
        } catch {
          result.unreadable.push(id);
          continue;
        }
        await tx
          .updateTable('webhook_endpoints')
          .set({ secret: renew(secret), previous_secret: previous && renew(previous) })
          .where('organization_id', '=', organizationId)
          .where('id', '=', id)
          .execute();
        result.sealed += stale;
      }
      return rows.at(-1);
    });
  }
  return result;
}

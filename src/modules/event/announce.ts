import { type Kysely, sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { DB } from '../../generated/database.ts';
import type { TenantJobContext, TenantJobs } from '../job/jobs.ts';
import { tellMembers } from '../notification/tell.ts';
import { sendToWebhooks } from '../webhook/listener.ts';
import type { Happening } from './catalogue.ts';

/** A job that tells whoever wants to hear, in the request's transaction: it runs if and only if that commits. */
export async function announce({ db, actorId }: Context, happenings: Happening[]): Promise<void> {
  if (happenings.length === 0) return;
  await sql`select app.announce(${JSON.stringify(happenings)}::jsonb, ${actorId}::uuid)`.execute(db);
}

/** The same for a user who joined an organization, which may be another one than the selected one. */
export async function announceJoining(db: Kysely<DB>, organizationId: string): Promise<void> {
  await sql`select app.announce_joining(${organizationId}::uuid)`.execute(db);
}

type Listener = (context: TenantJobContext, announced: TenantJobs['announce']) => Promise<void>;

/** Those who want to hear; each writes in the job's transaction, so that all hear or none. */
const listeners: Listener[] = [tellMembers, sendToWebhooks];

export async function announceToListeners(
  context: TenantJobContext,
  announced: TenantJobs['announce'],
): Promise<void> {
  for (const listen of listeners) await listen(context, announced);
}

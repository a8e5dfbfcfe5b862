import { randomUUID } from 'node:crypto';
import type { Context } from '../../context.ts';
import { enqueueJob } from '../job/enqueue.ts';
import type { TenantJobContext, TenantJobs } from '../job/jobs.ts';
import { tellMembers } from '../notification/tell.ts';
import type { Happening } from './catalogue.ts';

/** A job that tells whoever wants to hear, in the request's transaction: it runs if and only if that commits. */
export async function announce({ db, actorId }: Context, happenings: Happening[]): Promise<void> {
  if (happenings.length === 0) return;
  const occurredAt = new Date().toISOString();
  await enqueueJob(db, 'announce', { id: randomUUID(), happenings, actorId, occurredAt });
}

type Listener = (context: TenantJobContext, announced: TenantJobs['announce']) => Promise<void>;

/** Those who want to hear; each writes in the job's transaction, so that all hear or none. */
const listeners: Listener[] = [tellMembers];

export async function announceToListeners(
  context: TenantJobContext,
  announced: TenantJobs['announce'],
): Promise<void> {
  for (const listen of listeners) await listen(context, announced);
}

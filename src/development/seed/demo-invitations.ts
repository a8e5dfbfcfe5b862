import { randomBytes } from 'node:crypto';
import type { DemoStory } from './demo-story.ts';
import { DAY, iso, timestamps } from './demo-time.ts';

const LIFETIME = 7 * DAY;

/** What became of an invitation. An expired one was sent long enough ago. */
type Fate = 'ACCEPTED' | 'PENDING' | 'EXPIRED' | 'REVOKED';

/**
 * Adds an invitation of the owner, with its entry in the audit log, and returns its id. Nobody knows the tokens of these
 * invitations: their mails were never sent.
 */
export async function addInvitation(
  { db, organizationId, members, audit, idAt }: DemoStory,
  {
    email,
    role,
    at,
    fate,
    endedAt = at,
  }: { email: string; role: string; at: number; fate: Fate; endedAt?: number },
): Promise<string> {
  const id = idAt(at);
  const invitedById = members[0]!.userId;
  await db
    .insertInto('invitations')
    .values({
      organization_id: organizationId,
      id,
      email,
      role,
      status: fate,
      token_hash: randomBytes(32),
      invited_by_id: invitedById,
      mail_requested_at: iso(at),
      expires_at: iso(at + LIFETIME),
      ...timestamps(at, fate === 'EXPIRED' ? at + LIFETIME : endedAt),
    })
    .execute();
  const target = { actorId: invitedById, targetType: 'Invitation', targetId: id, after: { role } };
  audit.push({ ...target, at, action: 'invitation.created' });
  if (fate === 'REVOKED') audit.push({ ...target, at: endedAt, action: 'invitation.revoked' });
  return id;
}

/** Adds invitations that nobody has accepted. */
export async function addOpenInvitations(story: DemoStory, domain: string): Promise<void> {
  const { now } = story;
  const ago = (days: number) => now - days * DAY;
  await addInvitation(story, { email: `jonas@${domain}`, role: 'MEMBER', at: ago(31), fate: 'EXPIRED' });
  await addInvitation(story, {
    email: `info@${domain}`,
    role: 'MEMBER',
    at: ago(17),
    fate: 'REVOKED',
    endedAt: ago(17) + DAY / 12,
  });
  await addInvitation(story, { email: `amara@${domain}`, role: 'ADMIN', at: ago(2), fate: 'PENDING' });
}

import type { ApiKeyScope, Role } from '../generated/graphql.ts';

export interface Requirement {
  least: Role;
  /** Whether it changes something, which a suspended organization does not allow. */
  writes: boolean;
  /** Whether an archived organization's owners may still do it. */
  archived?: true;
  /** What an API key needs: by default READ or WRITE. */
  scope?: ApiKeyScope;
  /** Whether only people may do it, whatever an API key's role. */
  people?: true;
}

const reading = (least: Role): Requirement => ({ least, writes: false });
const writing = (least: Role): Requirement => ({ least, writes: true });
/** What owners need to leave a suspension, or to bring the organization back. */
const recovering: Requirement = { least: 'OWNER', writes: false, archived: true };

/**
 * Who may do what in an organization: the one table that guards enforce and that `viewerCan…` fields show. Each role
 * includes those below it.
 */
export const permissions = {
  'organization.see': reading('MEMBER'),
  'organization.update': writing('OWNER'),
  'organization.suspend': { least: 'OWNER', writes: false },
  'organization.reinstate': { least: 'OWNER', writes: false },
  'organization.archive': { least: 'OWNER', writes: false },
  'organization.restore': recovering,
  'organization.delete': recovering,
  'organization.leave': { ...writing('MEMBER'), people: true },
  'plan.change': writing('OWNER'),
  'ownership.transfer': writing('OWNER'),
  'member.add': writing('ADMIN'),
  'member.updateRole': writing('ADMIN'),
  'member.remove': writing('ADMIN'),
  'invitation.see': reading('ADMIN'),
  'invitation.manage': writing('ADMIN'),
  'apiKey.see': reading('ADMIN'),
  'apiKey.manage': { ...writing('ADMIN'), people: true },
  'usage.record': { ...writing('MEMBER'), scope: 'USAGE_WRITE' },
  'usage.see': reading('ADMIN'),
  'billing.see': reading('OWNER'),
  'audit.see': reading('ADMIN'),
  'project.see': reading('MEMBER'),
  'project.manage': writing('ADMIN'),
  'task.see': reading('MEMBER'),
  'task.write': writing('MEMBER'),
  'task.deleteOthers': writing('ADMIN'),
  'comment.write': writing('MEMBER'),
  'comment.deleteOthers': writing('ADMIN'),
  'label.manage': writing('ADMIN'),
  'webhook.see': reading('ADMIN'),
  'webhook.manage': writing('ADMIN'),
  'notification.see': { ...reading('MEMBER'), people: true },
  'notification.manage': { ...writing('MEMBER'), people: true },
} as const satisfies Record<string, Requirement>;

export type Permission = keyof typeof permissions;

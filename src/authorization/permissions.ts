import type { ApiKeyScope, Role } from '../generated/graphql.ts';

export interface Requirement {
  least: Role;
  /** Whether it changes something, which a suspended organization does not allow. */
  writes: boolean;
  /** Whether an archived organization's owners may still do it. */
  archived?: true;
  /** What an API key needs: by default READ or WRITE. */
  scope?: ApiKeyScope;
  /** The least role of an API key, where its scope alone says enough. */
  keyLeast?: Role;
  /** Whether only people may do it, whatever an API key's role. */
  people?: true;
}

const reading = (least: Role): Requirement => ({ least, writes: false });
const writing = (least: Role): Requirement => ({ least, writes: true });
/**
 * Security: a key that leaked could make its thief a member who stays after the key has ended. Whatever changes who may
 * do what is for people, or for keys that an owner made for just that.
 */
const managingPeople = (least: Role): Requirement => ({ ...writing(least), scope: 'MEMBERS_WRITE' });
const people = (requirement: Requirement): Requirement => ({ ...requirement, people: true });
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
  'organization.leave': people(writing('MEMBER')),
  'plan.change': writing('OWNER'),
  'ownership.transfer': people(writing('OWNER')),
  'member.seeDetails': reading('ADMIN'),
  'member.add': managingPeople('ADMIN'),
  'member.updateRole': managingPeople('ADMIN'),
  'member.suspend': managingPeople('ADMIN'),
  'member.remove': managingPeople('ADMIN'),
  'invitation.see': reading('ADMIN'),
  'invitation.manage': managingPeople('ADMIN'),
  'apiKey.see': reading('ADMIN'),
  'apiKey.manage': people(writing('ADMIN')),
  'usage.record': { ...writing('ADMIN'), scope: 'USAGE_WRITE', keyLeast: 'MEMBER' },
  'usage.void': people(writing('ADMIN')),
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
  'notification.see': people(reading('MEMBER')),
  'notification.manage': people(writing('MEMBER')),
} as const satisfies Record<string, Requirement>;

/** The least role of a person who makes a key with the scope, or is shown its secret. */
export const leastToGrantScope: Record<ApiKeyScope, Role> = {
  READ: 'ADMIN',
  WRITE: 'ADMIN',
  USAGE_WRITE: 'ADMIN',
  MEMBERS_WRITE: 'OWNER',
};

export type Permission = keyof typeof permissions;

import type pg from 'pg';

export interface Event {
  id: string;
  /** All events of one request have the same. */
  request_id: string;
  action: string;
  actor_id: string | null;
  api_key_id: string | null;
  target_id: string;
  before: Partial<Change> | null;
  after: Partial<Change> | null;
}

interface Change {
  userId: string;
  role: string;
  roleId: string;
  permissions: string[];
  adminsGrantAdmin: boolean;
}

/** A built-in role, or a custom one that is based on it. */
interface Held {
  role: string;
  roleId?: string | undefined;
}

export type BuiltIn = Record<string, Set<string>>;

/** Returns the permissions of the built-in roles, as the database has them. */
export async function readBuiltIn(pool: pg.Pool): Promise<BuiltIn> {
  const { rows } = await pool.query<{ name: string; min_role: string }>(
    'select name, min_role from permissions',
  );
  const ranks = ['MEMBER', 'ADMIN', 'OWNER'];
  return Object.fromEntries(
    ranks.map((role, rank) => [
      role,
      new Set(rows.filter((each) => ranks.indexOf(each.min_role) <= rank).map(({ name }) => name)),
    ]),
  );
}

const heldIn = ({ role, roleId }: Partial<Change>): Held => ({ role: role!, roleId });

/** Repeats the audit log of an organization with plain sets. Notes what somebody gave without having it. */
export class Oracle {
  readonly roles = new Map<string, Set<string>>();
  readonly members: Map<string, Held>;
  readonly keys = new Map<string, { role: string; ownerId: string }>();
  readonly violations: string[] = [];
  readonly #builtIn: BuiltIn;
  #adminsGrantAdmin = true;
  #acting: { requestId: string; has: Set<string>; isOwner: boolean } | undefined;

  constructor(builtIn: BuiltIn, members: { user_id: string; role: string }[]) {
    this.#builtIn = builtIn;
    this.members = new Map(members.map(({ user_id, role }) => [user_id, { role }]));
  }

  setOf({ role, roleId }: Held): Set<string> {
    return roleId ? this.roles.get(roleId)! : this.#builtIn[role]!;
  }

  /** What the actor had when the request began: one that deletes their own role also changes the actor's. */
  #actor(event: Event): { has: Set<string>; isOwner: boolean } {
    const { request_id: requestId } = event;
    if (this.#acting?.requestId !== requestId) this.#acting = { requestId, ...this.#held(event) };
    return this.#acting;
  }

  #held({ actor_id: person, api_key_id: key }: Event): { has: Set<string>; isOwner: boolean } {
    if (!key) {
      const member = this.members.get(person!)!;
      return { has: this.setOf(member), isOwner: member.role === 'OWNER' };
    }
    const { role, ownerId } = this.keys.get(key)!;
    const owner = this.members.get(ownerId)!;
    const own = this.#builtIn[owner.role === 'MEMBER' ? 'MEMBER' : role]!;
    return { has: own.intersection(this.setOf(owner)), isOwner: false };
  }

  /** Notes what the actor lacks. */
  #require(event: Event, wanted: Set<string>): void {
    const lacking = wanted.difference(this.#actor(event).has);
    if (lacking.size > 0) this.violations.push(`${event.action}, ${event.id}: lacks ${[...lacking].join()}`);
  }

  #requireGrant(event: Event, wanted: Set<string>): void {
    this.#require(event, wanted);
    const exceeds = wanted.difference(this.#builtIn['MEMBER']!).size > 0;
    if (exceeds && !this.#adminsGrantAdmin && !this.#actor(event).isOwner)
      this.violations.push(`${event.action}, ${event.id}: only owners may`);
  }

  apply(event: Event): void {
    const { action, target_id: id } = event;
    const [before, after] = [event.before ?? {}, event.after ?? {}];
    const listed = after.permissions && new Set(after.permissions);
    if (action.startsWith('role.')) this.#require(event, new Set(['role.manage']));
    switch (action) {
      case 'role.created':
      case 'role.updated':
      case 'role.deleted':
        if (action !== 'role.created') this.#requireGrant(event, this.roles.get(id)!);
        if (action === 'role.deleted') this.roles.delete(id);
        if (!listed) return;
        this.#requireGrant(event, listed);
        this.roles.set(id, listed);
        return;
      case 'member.role_updated':
        this.#require(event, this.setOf(heldIn(before)));
        this.#requireGrant(event, this.setOf(heldIn(after)));
        this.members.set(before.userId!, heldIn(after));
        return;
      case 'invitation.created':
        this.#requireGrant(event, this.setOf(heldIn(after)));
        return;
      case 'organization.settings_updated':
        this.#require(event, new Set(['settings.update']));
        this.#adminsGrantAdmin = after.adminsGrantAdmin!;
    }
  }

  /** Returns the members and roles of which the database says something else. */
  async differences(pool: pg.Pool, organizationId: string): Promise<unknown[]> {
    const { rows: members } = await pool.query(
      'select user_id, role, role_id from memberships where organization_id = $1',
      [organizationId],
    );
    const { rows: roles } = await pool.query(
      'select id, permissions from organization_roles where organization_id = $1',
      [organizationId],
    );
    return [
      ...members.filter(({ user_id, role, role_id }) => {
        const held = this.members.get(user_id);
        return held?.role !== role || (held?.roleId ?? null) !== role_id;
      }),
      ...roles.filter(({ id, permissions }) => {
        const known = this.roles.get(id);
        return !known || known.symmetricDifference(new Set(permissions)).size > 0;
      }),
      ...(roles.length === this.roles.size ? [] : [`${roles.length} roles instead of ${this.roles.size}`]),
    ];
  }
}

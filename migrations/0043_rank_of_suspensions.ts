import { sql, type Kysely } from 'kysely';

/**
 * The role of whoever suspended a member, as it was then: they may have another role since, or none. Null beside a
 * suspension counts as OWNER: so it is for suspensions of before, and for those that the previous release's server imposes,
 * which is also why no constraint ties the column to the suspension.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table memberships add column member_suspended_by_role text
      constraint memberships_suspended_by_role_check check (member_suspended_by_role in ('OWNER', 'ADMIN', 'MEMBER'));
    comment on column memberships.member_suspended_by_role is
      'The role of whoever suspended the member. A lower one neither changes the suspension nor ends it.';
    create or replace trigger invitations_tell_subscribers after insert or delete or update of email, role, status, expires_at
      on invitations for each row execute function app.tell_subscribers('invitation', '{"email": "email", "role": "role",
        "status": "status", "expires_at": "expiresAt", "invited_by_id": "invitedBy"}');
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace trigger invitations_tell_subscribers after insert or delete or update of email, role, status, expires_at
      on invitations for each row execute function app.tell_subscribers('invitation',
        '{"email": "email", "role": "role", "status": "status", "expires_at": "expiresAt"}');
    alter table memberships drop column member_suspended_by_role;
  `.execute(db);
}

import { type Kysely, sql } from 'kysely';

/** The columns for sessions in which a platform administrator acts as a user. The next migration reads them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table sessions
      add column impersonator_id uuid references users on delete cascade,
      add column impersonator_session_id uuid references sessions on delete cascade,
      add column impersonation_writes boolean not null default false,
      add constraint sessions_impersonation_check check (
        (impersonator_id is null) = (impersonator_session_id is null)
        and (impersonator_id is null or impersonator_id <> user_id)) not valid;
    comment on column sessions.impersonator_id is 'The platform administrator who acts as the user in this session.';
    comment on column sessions.impersonator_session_id is 'The administrator''s own session, with which this one ends.';
    comment on column sessions.impersonation_writes is 'Whether the administrator may change data as the user.';
    create index sessions_impersonator on sessions (impersonator_id) where impersonator_id is not null;
    create index sessions_impersonator_session on sessions (impersonator_session_id)
      where impersonator_session_id is not null;

    alter table audit_events add column impersonator_id uuid
      default nullif(current_setting('app.impersonator_id', true), '')::uuid;
    comment on column audit_events.impersonator_id is 'The platform administrator who acted as the actor.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  // In the order in which requests lock them, so that none is the victim of a deadlock.
  await sql`
    lock table sessions, users, audit_events in access exclusive mode;
    alter table audit_events drop column impersonator_id;
    alter table sessions drop column impersonation_writes, drop column impersonator_session_id, drop column impersonator_id;
  `.execute(db);
}

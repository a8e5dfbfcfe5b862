import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { MembershipFilter } from '../../../src/generated/graphql.ts';
import { hashToken } from '../../../src/crypto/one-time-tokens.ts';
import { createProject } from '../../fixtures/work.ts';
import { type Account, type Client, join, register } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { bearer, createKey } from '../../support/departure.ts';
import { connect, hear, listen } from '../../support/subscriber.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db, systemPool } = server;

const SUSPEND = `mutation ($input: SuspendMemberInput!) { suspendMember(input: $input) {
  membership { id suspension { reason since until suspendedBy { id } } } userErrors { code field } } }`;
const REINSTATE = `mutation ($userId: ID!) { reinstateMember(input: { userId: $userId }) {
  membership { id suspension { reason } } userErrors { code field } } }`;
const ROLE = '{ organization { viewerRole } }';
const CREATE_TASK =
  'mutation ($input: CreateTaskInput!) { createTask(input: $input) { task { id } userErrors { code field } } }';
const FAR = '2099-01-01T00:00:00Z';

const suspend = (by: Account, { userId }: Account, more: object = {}) =>
  by.client.payload(SUSPEND, { input: { userId, reason: 'Lost laptop', ...more } });
const reinstate = (by: Account, { userId }: Account) => by.client.payload(REINSTATE, { userId });

async function registerOwner(): Promise<Account> {
  const tenant = await createTenant(anonymous);
  return { ...tenant.owner, client: tenant.owner.client.in(tenant.organizationId) };
}

const isIn = async (client: Client) => (await client.codes(ROLE)).length === 0;

/** Moves the end of every suspension into the past. */
const letPass = ({ userId, organizationId }: Account) =>
  db
    .updateTable('memberships')
    .set({ member_suspended_until: sql<string>`now()` })
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute();

const rowOf = async ({ userId, organizationId }: Account) =>
  (
    await systemPool.query('select * from memberships where user_id = $1 and organization_id = $2', [
      userId,
      organizationId,
    ])
  ).rows[0];

describe('a suspended member', () => {
  test('gets the responses of a non-member, and has access again after reinstatement', async () => {
    const owner = await registerOwner();
    const member = await join(owner, 'ADMIN');
    const { membership, userErrors } = await suspend(owner, member, { until: FAR });
    expect(userErrors).toEqual([]);
    expect(membership.suspension).toEqual({
      reason: 'Lost laptop',
      since: expect.any(String),
      until: FAR,
      suspendedBy: { id: owner.userId },
    });
    expect(await member.client.codes(ROLE)).toEqual(['NOT_FOUND']);
    expect(await member.client.codes('{ auditEvents { totalCount } }')).toEqual(['NOT_FOUND']);
    const elsewhere = `query ($id: ID!) { me { memberships { organization { id } } }
      organizations { nodes { id } } node(id: $id) { id } }`;
    const seen = await member.client.in('').send(elsewhere, { id: owner.organizationId });
    expect(JSON.stringify(seen.data ?? {})).not.toContain(owner.organizationId);
    expect(
      await member.client.codes(
        'mutation ($id: ID!) { switchOrganization(input: { organizationId: $id }) { userErrors { code } } }',
        { id: owner.organizationId },
      ),
    ).toEqual(['NOT_FOUND']);
    expect(await member.client.codes('mutation { leaveOrganization { userErrors { code } } }')).toEqual([
      'NOT_FOUND',
    ]);
    expect((await reinstate(owner, member)).membership.suspension).toBeNull();
    expect((await member.client.ask(ROLE)).organization.viewerRole).toBe('ADMIN');
  });

  test('has access again when `until` has passed', async () => {
    const owner = await registerOwner();
    const member = await join(owner, 'MEMBER');
    await suspend(owner, member, { until: FAR });
    expect(await isIn(member.client)).toBe(false);
    await letPass(member);
    expect(await isIn(member.client)).toBe(true);
    const { organization } = await owner.client.ask(
      '{ organization { members { nodes { suspension { reason } permissions user { id } } } } }',
    );
    const shown = organization.members.nodes.find((each) => each.user.id === member.userId);
    expect([shown!.suspension, shown!.permissions.includes('TASK_WRITE')]).toEqual([null, true]);
  });

  test('whose suspension ended at `until` is recorded once in the audit log, without an actor', async () => {
    const owner = await registerOwner();
    const [member, other] = [await join(owner, 'MEMBER'), await join(owner, 'MEMBER')];
    await suspend(owner, other, { until: FAR });
    const { membership } = await suspend(owner, member, { until: FAR });
    await letPass(member);
    await Promise.all([runScheduled(server, 'end-suspensions'), runScheduled(server, 'end-suspensions')]);
    await runScheduled(server, 'end-suspensions');
    const { auditEvents } = await owner.client.ask(
      `{ auditEvents(filter: { action: { eq: "member.reinstated" } }) {
        nodes { actorId targetType targetId before after ipAddress requestId } } }`,
    );
    const { userId } = member;
    expect(auditEvents.nodes).toEqual([
      {
        actorId: null,
        targetType: 'Membership',
        targetId: membership.id,
        before: { userId, reason: 'Lost laptop' },
        after: { userId },
        ipAddress: null,
        requestId: null,
      },
    ]);
    expect((await rowOf(member)).member_suspended_at).toBeNull();
    expect((await rowOf(other)).member_suspended_at).not.toBeNull();
  });

  test('loses nothing: tasks, keys, invitations and notifications remain', async () => {
    const owner = await registerOwner();
    const member = await join(owner, 'ADMIN');
    const projectId = await createProject(owner.client);
    const task = await owner.client.payload(CREATE_TASK, {
      input: { projectId, title: 'Paint', assigneeId: member.userId },
    });
    const { secret } = await createKey(member.client);
    const { inviteMember } = await member.client.ask(
      'mutation { inviteMember(input: { email: "guest@polity.test" }) { invitation { id } userErrors { code } } }',
    );
    await suspend(owner, member);
    const key = bearer(owner.client, secret);
    expect(await key.codes('{ projects { nodes { id } } }')).toEqual(['UNAUTHENTICATED']);
    await reinstate(owner, member);
    expect(await key.codes('{ projects { nodes { id } } }')).toEqual([]);
    const kept = await owner.client.ask(
      `query ($id: ID!) { task(id: $id) { assignee { id } } invitations { nodes { id status } } }`,
      { id: task.task.id },
    );
    expect(kept.task.assignee.id).toBe(member.userId);
    expect(kept.invitations.nodes).toContainEqual({ id: inviteMember.invitation.id, status: 'PENDING' });
  });

  test('cannot use the secret of an API key that another member created', async () => {
    const owner = await registerOwner();
    const member = await join(owner, 'ADMIN');
    const { id } = await createKey(owner.client);
    const { rollApiKey } = await member.client.ask(
      'mutation ($id: ID!) { rollApiKey(input: { id: $id }) { secret userErrors { code } } }',
      { id },
    );
    const key = bearer(owner.client, rollApiKey.secret);
    expect(await key.codes('{ projects { nodes { id } } }')).toEqual([]);
    await suspend(owner, member);
    expect(await key.codes('{ projects { nodes { id } } }')).toEqual(['UNAUTHENTICATED']);
  });

  test('is disconnected and receives no events', async () => {
    const owner = await registerOwner();
    const member = await join(owner, 'MEMBER');
    const heard = await listen(server, connect(member.client), 'subscription { projectEvents { type } }');
    await suspend(owner, member);
    expect(await heard.ended).toBe(4403);
    await createProject(owner.client);
    expect(heard.events).toEqual([]);
    const again = hear(connect(member.client), 'subscription { projectEvents { type } }');
    expect(await again.ended).toEqual(['NOT_FOUND']);
  });

  test('is reported by memberEvents when the suspension begins, changes, is ended and expires', async () => {
    const owner = await registerOwner();
    const [member, other] = [await join(owner, 'MEMBER'), await join(owner, 'MEMBER')];
    const heard = await listen(
      server,
      connect(other.client),
      `subscription { memberEvents { type userId membership { status suspension { reason } } changedFields } }`,
    );
    const event = (status: string, ...changedFields: string[]) => ({
      type: 'UPDATED',
      userId: member.userId,
      membership: { status, suspension: null },
      changedFields,
    });
    const next = async (count: number) => (await heard.first(count)).at(-1);
    await suspend(owner, member);
    expect(await next(1)).toEqual(event('SUSPENDED', 'status', 'suspension'));
    await suspend(owner, member, { until: FAR });
    expect(await next(2)).toEqual(event('SUSPENDED', 'suspension'));
    await reinstate(owner, member);
    expect(await next(3)).toEqual(event('ACTIVE', 'status', 'suspension'));
    await suspend(owner, member, { until: FAR });
    expect(await next(4)).toEqual(event('SUSPENDED', 'status', 'suspension'));
    await letPass(member);
    expect(await next(5)).toEqual(event('ACTIVE', 'suspension'));
    await runScheduled(server, 'end-suspensions');
    expect(await next(6)).toEqual(event('ACTIVE', 'status', 'suspension'));
    expect(await rowOf(member)).toMatchObject({
      member_suspended_at: null,
      member_suspended_until: null,
      member_suspension_reason: null,
      member_suspended_by_id: null,
      member_suspended_by_role: null,
    });
  });

  test('is listed with the status, by which members can be filtered', async () => {
    const owner = await registerOwner();
    const [member, other] = [await join(owner, 'MEMBER'), await join(owner, 'MEMBER')];
    await suspend(owner, member, { until: FAR });
    const found = async (filter: MembershipFilter) => {
      const { organization } = await other.client.ask(
        'query ($filter: MembershipFilter) { organization { members(filter: $filter) { totalCount nodes { status user { id } } } } }',
        { filter },
      );
      return organization.members;
    };
    const suspended = { totalCount: 1, nodes: [{ status: 'SUSPENDED', user: { id: member.userId } }] };
    expect(await found({ status: { eq: 'SUSPENDED' } })).toEqual(suspended);
    const active = await found({ status: { notIn: ['SUSPENDED'] } });
    expect(active.nodes.map((each) => each.user.id)).not.toContain(member.userId);
    await letPass(member);
    expect(await found({ status: { eq: 'SUSPENDED' } })).toEqual({ totalCount: 0, nodes: [] });
    expect((await found({ status: { eq: 'ACTIVE' } })).totalCount).toBe(active.totalCount + 1);
  });

  test('cannot be assigned or mentioned, and keeps earlier tasks and mentions', async () => {
    const owner = await registerOwner();
    const member = await join(owner, 'MEMBER');
    const projectId = await createProject(owner.client);
    const { task } = await owner.client.payload(CREATE_TASK, {
      input: { projectId, title: 'Paint', assigneeId: member.userId },
    });
    const COMMENT = `mutation ($input: CreateCommentInput!) { createComment(input: $input) { comment { id } userErrors { code field } } }`;
    const mentionedUserIds = [member.userId];
    const input = { taskId: task.id, body: 'Look', mentionedUserIds };
    const { comment } = await owner.client.payload(COMMENT, { input });
    await suspend(owner, member);
    expect(
      await owner.client.payload(CREATE_TASK, {
        input: { projectId, title: 'Sand', assigneeId: member.userId },
      }),
    ).toEqual({ task: null, userErrors: [{ code: 'NOT_FOUND', field: ['assigneeId'] }] });
    expect(await owner.client.payload(COMMENT, { input })).toEqual({
      comment: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['mentionedUserIds', '0'] }],
    });
    const UPDATE_TASK =
      'mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { userErrors { code field } } }';
    expect(
      await owner.client.payload(UPDATE_TASK, {
        input: { id: task.id, title: 'Repaint', assigneeId: member.userId },
      }),
    ).toEqual({ userErrors: [] });
    expect(
      await owner.client.payload(
        'mutation ($input: UpdateCommentInput!) { updateComment(input: $input) { userErrors { code } } }',
        { input: { id: comment.id, mentionedUserIds: [member.userId, owner.userId] } },
      ),
    ).toEqual({ userErrors: [] });
    await expect(
      systemPool.query(
        'update tasks set assignee_id = $1 where organization_id = $2 and assignee_id is null',
        [member.userId, owner.organizationId],
      ),
    ).rejects.toThrow('the assignee is suspended');
  });

  test('gets no mail and no notification', async () => {
    const owner = await registerOwner();
    const member = await join(owner, 'ADMIN');
    await suspend(owner, member);
    const mailed = async () => {
      const client = await systemPool.connect();
      try {
        await client.query('begin');
        await client.query(`select set_config('app.organization_id', $1, true)`, [owner.organizationId]);
        const found = await client.query(
          `select app.may_be_mailed($1) as mailed, (select count(*)::int from app.notify($2, $3::jsonb)) as told`,
          [
            member.userId,
            owner.organizationId,
            JSON.stringify([
              { user_id: member.userId, kind: 'MENTIONED', happening: 'x', in_app: true, by_email: true },
            ]),
          ],
        );
        return found.rows[0];
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    expect(await mailed()).toEqual({ mailed: false, told: 0 });
    await reinstate(owner, member);
    expect(await mailed()).toEqual({ mailed: true, told: 1 });
  });
});

test('an invitation by a suspended member or their API key cannot be accepted until they are reinstated', async () => {
  const owner = await registerOwner();
  const other = await join(owner, 'OWNER');
  const key = bearer(
    owner.client,
    (await createKey(other.client, { role: 'ADMIN', scopes: ['READ', 'WRITE', 'MEMBERS_WRITE'] })).secret,
  );
  const guests = await Promise.all([register(anonymous), register(anonymous)]);
  const links: { guest: Account; token: string }[] = [];
  for (const [index, inviter] of [other.client, key].entries()) {
    const guest = guests[index]!;
    await inviter.ask(
      `mutation ($email: String!) { inviteMember(input: { email: $email, role: ADMIN }) {
        invitation { id } userErrors { code } } }`,
      { email: guest.email },
    );
    const token = `${index}`.repeat(43);
    await db
      .updateTable('invitations')
      .set({ token_hash: hashToken(token) })
      .where('email', '=', guest.email)
      .execute();
    links.push({ guest, token });
  }
  const ACCEPT =
    'mutation ($token: String!) { acceptInvitation(input: { token: $token }) { userErrors { code } } }';
  const PREVIEW = 'query ($token: String!) { invitation(token: $token) { organizationName } }';
  await suspend(owner, other);
  for (const { guest, token } of links) {
    expect(await guest.client.codes(ACCEPT, { token })).toEqual(['INVALID_TOKEN']);
    expect((await anonymous.ask(PREVIEW, { token })).invitation).toBeNull();
  }
  await reinstate(owner, other);
  for (const { guest, token } of links) {
    expect((await anonymous.ask(PREVIEW, { token })).invitation).not.toBeNull();
    expect(await guest.client.codes(ACCEPT, { token })).toEqual([]);
  }
});

describe('suspending a member', () => {
  test('requires an administrator whose role is not lower, and not the member themselves', async () => {
    const owner = await registerOwner();
    const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
    const refused = (code: string, field = 'userId') => ({
      membership: null,
      userErrors: [{ code, field: [field] }],
    });
    expect(await suspend(admin, owner)).toEqual(refused('FORBIDDEN_ROLE'));
    expect(await suspend(admin, admin)).toEqual(refused('INVALID'));
    expect(await suspend(admin, await register(anonymous))).toEqual(refused('NOT_FOUND'));
    expect(await suspend(admin, member, { until: '2020-01-01T00:00:00Z' })).toEqual(
      refused('INVALID', 'until'),
    );
    expect(await suspend(admin, member, { reason: ' ' })).toEqual(refused('REQUIRED', 'reason'));
    expect(await member.client.codes(SUSPEND, { input: { userId: admin.userId, reason: 'No' } })).toEqual([
      'FORBIDDEN',
    ]);
    expect(await isIn(member.client)).toBe(true);
  });

  test('keeps an owner who can sign in, even if two suspend each other at the same time', async () => {
    const first = await registerOwner();
    const second = await join(first, 'OWNER');
    for (let round = 0; round < 5; round++) {
      const codes = await Promise.all(
        [
          [first, second],
          [second, first],
        ].map(([by, whom]) =>
          by!.client.codes(SUSPEND, { input: { userId: whom!.userId, reason: 'Quarrel' } }),
        ),
      );
      expect(codes.filter((each) => each.length === 0)).toHaveLength(1);
      expect(codes.flat()).toEqual(['NOT_FOUND']);
      const [kept, out] = codes[0]!.length === 0 ? [first, second] : [second, first];
      expect([await isIn(kept.client), await isIn(out.client)]).toEqual([true, false]);
      expect(
        await kept.client.codes(
          'mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }',
          { id: kept.userId },
        ),
      ).toEqual(['LAST_OWNER']);
      await reinstate(kept, out);
    }
  });

  test('can be changed and undone only by members with at least the role of the person who suspended', async () => {
    const owner = await registerOwner();
    const second = await join(owner, 'OWNER');
    const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'ADMIN')];
    const key = bearer(
      owner.client,
      (await createKey(owner.client, { role: 'ADMIN', scopes: ['READ', 'WRITE', 'MEMBERS_WRITE'] })).secret,
    );
    const REMOVE =
      'mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code field } } }';
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const attempt = async (client: Client) => [
      await client.codes(REINSTATE, { userId: member.userId }),
      await client.codes(SUSPEND, { input: { userId: member.userId, reason: 'Mistake', until: soon } }),
      await client.codes(SUSPEND, { input: { userId: member.userId, reason: 'Lost laptop' } }),
      await client.codes(REMOVE, { id: member.userId }),
    ];
    const shown = async (client: Client) => {
      const { organization } = await client.ask(`{ organization { members { nodes {
        user { id } viewerCanSuspend viewerCanReinstate viewerCanRemove } } } }`);
      const found = organization.members.nodes.find((each) => each.user.id === member.userId);
      return [found!.viewerCanSuspend, found!.viewerCanReinstate, found!.viewerCanRemove];
    };
    await suspend(second, member);
    const before = await rowOf(member);
    for (const client of [admin.client, key]) {
      expect(await attempt(client)).toEqual(Array.from({ length: 4 }, () => ['FORBIDDEN_ROLE']));
      expect(await shown(client)).toEqual([false, false, false]);
    }
    await owner.client.ask(
      'mutation ($id: ID!) { updateMemberRole(input: { userId: $id, role: ADMIN }) { userErrors { code } } }',
      { id: second.userId },
    );
    expect(await second.client.codes(REINSTATE, { userId: member.userId })).toEqual(['FORBIDDEN_ROLE']);
    await owner.client.ask(REMOVE, { id: second.userId });
    expect(await admin.client.codes(REINSTATE, { userId: member.userId })).toEqual(['FORBIDDEN_ROLE']);
    expect(await rowOf(member)).toEqual(before);
    expect(await shown(owner.client)).toEqual([true, true, true]);
    expect((await reinstate(owner, member)).userErrors).toEqual([]);

    await suspend(admin, member);
    expect(await shown(key)).toEqual([true, true, true]);
    expect((await suspend(owner, member, { reason: 'Confirmed' })).userErrors).toEqual([]);
    expect(await attempt(admin.client)).toEqual(Array.from({ length: 4 }, () => ['FORBIDDEN_ROLE']));
    await letPass(member);
    expect(await shown(admin.client)).toEqual([true, false, true]);
    expect((await suspend(admin, member)).userErrors).toEqual([]);
    expect((await reinstate(admin, member)).userErrors).toEqual([]);
  });

  test('before the role was stored can be changed only by owners', async () => {
    const owner = await registerOwner();
    const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
    await suspend(admin, member);
    await db
      .updateTable('memberships')
      .set({ member_suspended_by_role: null })
      .where('id', '=', (await rowOf(member)).id)
      .execute();
    expect(await admin.client.codes(REINSTATE, { userId: member.userId })).toEqual(['FORBIDDEN_ROLE']);
    expect(await owner.client.codes(REINSTATE, { userId: member.userId })).toEqual([]);
  });

  test('prevents a transfer of ownership to the member', async () => {
    const owner = await registerOwner();
    const member = await join(owner, 'ADMIN');
    await suspend(owner, member);
    expect(
      await owner.client.codes(
        'mutation ($id: ID!) { transferOwnership(input: { userId: $id }) { userErrors { code } } }',
        { id: member.userId },
      ),
    ).toEqual(['INVALID']);
  });

  test('is visible with its reason only to administrators, and in the audit log', async () => {
    const owner = await registerOwner();
    const [member, other] = [await join(owner, 'MEMBER'), await join(owner, 'MEMBER')];
    await suspend(owner, member);
    await reinstate(owner, member);
    await suspend(owner, member, { reason: 'Again' });
    const { auditEvents } = await owner.client.ask(
      `{ auditEvents(filter: { action: { in: ["member.suspended", "member.reinstated"] } }) {
        nodes { action before after } } }`,
    );
    const { userId } = member;
    expect(auditEvents.nodes).toEqual([
      { action: 'member.suspended', before: null, after: { userId, reason: 'Again', until: null } },
      { action: 'member.reinstated', before: { userId, reason: 'Lost laptop' }, after: { userId } },
      { action: 'member.suspended', before: null, after: { userId, reason: 'Lost laptop', until: null } },
    ]);
    const { organization } = await other.client.ask(
      '{ organization { members { nodes { suspension { reason } permissions user { id } } } } }',
    );
    expect(organization.members.nodes.map((each) => each.suspension)).not.toContainEqual({
      reason: 'Again',
    });
    expect((await rowOf(member)).member_suspension_reason).toBe('Again');
  });
});

test('everything in the database that decides by memberships checks that they hold, or is a listed exception', async () => {
  const { rows } = await systemPool.query<{ name: string }>(`
    select p.proname as name from pg_proc p
      where p.pronamespace = 'app'::regnamespace and p.prosrc ~ '\\mmemberships\\M'
        and p.prosrc !~ '\\m(membership_holds|is_suspended_member)\\M'
    union all
    select tablename || ' ' || policyname from pg_policies
      where qual ~ '\\mmemberships\\M' and qual !~ 'membership_holds'
    order by 1`);
  expect(rows.map(({ name }) => name)).toEqual([
    'account_ended', // ends what somebody set up, suspended or not
    'announce_joining', // tells of a membership that is new
    'create_organization', // makes one
    'create_service_account', // makes one
    'force_rolls', // of the keys of a service account, suspended or not
    'is_guest_of', // narrows what a member sees, suspended or not
    'keep_statements', // names who gets the last bill, suspended or not
    'known_secrets_gain', // of accounts, also suspended ones; those who know secrets count only while their membership holds
    'mark_service_account', // of a membership that is new
    'may_be_assigned', // whoever is suspended is refused by the next check of the same trigger
    'may_see_project', // whose callers ask first whether the membership holds
    'organization_roles guests', // the roles of the members whom a guest sees
    'reserve_organization', // counts what somebody owns, suspended there or not
    'role_narrowed', // ends what somebody set up, suspended or not
    'rows_changed', // raises versions, for suspended members too
    'update_service_account', // renames one, suspended or not
    'users oneself_and_fellow_members', // who is seen, not who sees
  ]);
});

import { describe, expect, test } from 'vitest';
import { limitMails } from '../src/mail-allowance.ts';
import { createMailer, type Mail } from '../src/mail.ts';
import { accountJobs, type AccountJobs, tenantJobs, type TenantJobs } from '../src/modules/job/jobs.ts';
import { asTenant } from '../src/modules/job/tenant.ts';
import { verify } from './support/acquaintance.ts';
import { type Account, password, register } from './support/client.ts';
import { ACCEPT, INVITE, invite, invitationOf, roleOf } from './support/invitations.ts';
import { receiveMails } from './support/mail.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);

const isProven = async ({ client }: Account) =>
  (await client.ask('{ me { account { emailVerified } } }')).me.account.emailVerified;

describe('an invitation', () => {
  test('is accepted by the registrant who reads the mail, which proves the address', async () => {
    const { owner, guest, token } = await invite(server, mails, 'ADMIN');
    expect(await isProven(guest)).toBe(false);
    const { acceptInvitation } = await guest.client.ask(ACCEPT, { token });
    expect([acceptInvitation.membership.role, await isProven(guest)]).toEqual(['ADMIN', true]);
    expect(await roleOf(owner, guest)).toBe('ADMIN');
  });

  test('outlives an account that somebody else had registered with its address, and deleted', async () => {
    const DELETE = `mutation ($password: String!) { deleteAccount(input: { password: $password }) { userErrors { code } } }`;
    const { guest: squatter, id } = await invite(server, mails);
    await squatter.client.ask(DELETE, { password });
    expect((await invitationOf(server, id)).status).toBe('PENDING');
    const { guest: own, id: theirs } = await invite(server, mails);
    await verify(own);
    await own.client.ask(DELETE, { password });
    await expect(invitationOf(server, theirs)).rejects.toThrow('no result');
  });
});

/** Every job that mails: with what it is told of an account or of its organization, or `proof` for those that prove an address. */
const mailJobs: Record<
  Extract<keyof (TenantJobs & AccountJobs), `${string}-mail`>,
  'proof' | ((owner: Account) => Promise<object>)
> = {
  'send-verification-mail': 'proof',
  'send-password-reset-mail': 'proof',
  'send-invitation-mail': 'proof',
  'send-password-changed-mail': async ({ userId }) => ({ userId }),
  'send-email-change-mail': 'proof',
  'send-email-undo-mail': 'proof',
  'send-email-change-notice-mail': async ({ userId }) => ({ userId, newEmail: 'new@polity.test' }),
  'send-email-changed-mail': async ({ userId }) => ({ userId }),
  'send-email-change-undone-mail': async ({ userId }) => ({ userId }),
  'send-recovery-codes-mail': async ({ userId }) => ({ userId }),
  'send-second-factor-mail': async ({ userId }) => ({ userId, enabled: true }),
  'send-sign-in-paused-mail': async ({ userId }) => ({ userId }),
  'send-account-reclaimed-mail': async ({ userId }) => ({ userId }),
  'send-member-added-mail': async ({ userId }) => ({ userId, addedById: null }),
  'send-notification-mail': async ({ userId }) => ({
    userId,
    subjects: [{ kind: 'ROLE_UPDATED', details: { role: 'OWNER' } }],
  }),
  'send-webhook-disabled-mail': async ({ client, organizationId }) => {
    await client.ask('mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }');
    const { createWebhookEndpoint } = await client.ask(`mutation {
      createWebhookEndpoint(input: { url: "https://hooks.example.test", events: ["task.created"] }) {
        webhookEndpoint { id } userErrors { code } } }`);
    const endpointId = createWebhookEndpoint.webhookEndpoint.id;
    await db
      .updateTable('webhook_endpoints')
      .set({ disabled_at: new Date().toISOString(), disabled_reason: 'GONE' })
      .where('organization_id', '=', organizationId)
      .execute();
    return { endpointId };
  },
};

/** The mails that the job sends. */
async function run(name: string, payload: object, { organizationId }: Account): Promise<Mail[]> {
  const { logger } = server.services;
  const { outbox, ...unlimited } = createMailer(
    { smtpUrl: undefined, from: { name: '', address: 'polity@polity.test' } },
    logger,
  );
  const mailer = limitMails(unlimited, db, logger);
  const context = { mailer, appUrl: 'https://app.test', pagesUrl: 'https://app.test', apiUrl: server.url };
  if (name in accountJobs) {
    const job = accountJobs[name as keyof AccountJobs] as (context: object, payload: object) => Promise<void>;
    await job({ ...context, systemDb: db }, payload);
  } else {
    const job = tenantJobs[name as keyof TenantJobs] as (context: object, payload: object) => Promise<void>;
    await asTenant(server.services, organizationId, (tenantDb, scope) =>
      job({ ...context, db: tenantDb, scope, deliverSoon: () => {} }, payload),
    );
  }
  return outbox;
}

describe('an address that was never proven gets no mail', () => {
  test.each(Object.keys({ ...tenantJobs, ...accountJobs }).filter((name) => /mail/.test(name)))(
    'of the job %s, unless the mail proves it',
    async (name) => {
      const payloadOf = mailJobs[name as keyof typeof mailJobs];
      if (payloadOf === 'proof') return;
      const owner = await register(anonymous);
      const payload = await payloadOf(owner);
      expect(await run(name, payload, owner)).toEqual([]);
      await verify(owner);
      expect(await run(name, payload, owner)).toMatchObject([{ to: owner.email }]);
    },
  );

  test('but an invitation, which anybody may be sent', async () => {
    const [owner, squatter] = [await register(anonymous), await register(anonymous)];
    await owner.client.ask(INVITE, { email: squatter.email });
    expect(await mails.token(squatter.email, 'You are invited')).toEqual(expect.any(String));
  });
});

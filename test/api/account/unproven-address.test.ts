import { describe, expect, test } from 'vitest';
import { limitMails } from '../../../src/mail/mail-allowance.ts';
import { createMailer, type Mail } from '../../../src/mail/mailer.ts';
import type { AccountJob, TenantJob } from '../../../src/jobs/define-job.ts';
import { asTenant } from '../../../src/jobs/run-as-tenant.ts';
import {
  accountExportedMailJob,
  accountReclaimedMailJob,
  emailChangedMailJob,
  emailChangeMailJob,
  emailChangeNoticeMailJob,
  emailChangeUndoneMailJob,
  emailUndoMailJob,
  passwordChangedMailJob,
  passwordResetMailJob,
  recoveryCodesMailJob,
  secondFactorMailJob,
  signInPausedMailJob,
  verificationMailJob,
} from '../../../src/modules/account/jobs.ts';
import { impersonationMailJob } from '../../../src/modules/impersonation/jobs.ts';
import { invitationMailJob } from '../../../src/modules/invitation/jobs.ts';
import { memberAddedMailJob } from '../../../src/modules/membership/jobs.ts';
import { notificationMailJob } from '../../../src/modules/notification/jobs.ts';
import { paymentMailJob } from '../../../src/modules/payment/mails.ts';
import { webhookDisabledMailJob } from '../../../src/modules/webhook/jobs.ts';
import { changePlan } from '../../fixtures/owner.ts';
import { verify } from '../../support/acquaintance.ts';
import { type Account, password, register } from '../../support/client.ts';
import { ACCEPT, INVITE, invite, invitationOf, roleOf } from '../../support/invitations.ts';
import { receiveMails } from '../../support/mail.ts';
import { allJobs } from '../../support/scheduled-jobs.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);

const isProven = async ({ client }: Account) =>
  (await client.ask('{ me { account { emailVerified } } }')).me.account.emailVerified;

describe('an invitation', () => {
  test('proves the address of an account that accepts with the token from the mail', async () => {
    const { owner, guest, token } = await invite(server, mails, 'ADMIN');
    expect(await isProven(guest)).toBe(false);
    const { acceptInvitation } = await guest.client.ask(ACCEPT, { token });
    expect([acceptInvitation.membership.role, await isProven(guest)]).toEqual(['ADMIN', true]);
    expect(await roleOf(owner, guest)).toBe('ADMIN');
  });

  test('remains when an unverified account with its address is deleted', async () => {
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

/** Runs the job and returns the mails that it sends. */
async function run<Payload>(
  job: MailJob<Payload>,
  payload: Payload,
  { organizationId }: Account,
): Promise<Mail[]> {
  const { logger } = server.services;
  const { outbox, ...unlimited } = createMailer(
    { smtpUrl: undefined, from: { name: '', address: 'polity@polity.test' } },
    logger,
  );
  const mailer = limitMails(unlimited, db, logger);
  const context = { mailer, appUrl: 'https://app.test', pagesUrl: 'https://app.test', apiUrl: server.url };
  if (job.kind === 'ACCOUNT') await job.run({ ...context, systemDb: db }, payload);
  else
    await asTenant(server.services, organizationId, (tenant) =>
      job.run(
        {
          ...context,
          tenant,
          db: tenant.db,
          scope: tenant.scope,
          background: {} as never,
          afterCommit: () => {},
        },
        payload,
      ),
    );
  return outbox;
}

type MailJob<Payload> = TenantJob<Payload> | AccountJob<Payload>;

/** A job that mails, and how a test sends its mails to an owner. */
const mailing = <Payload>(job: MailJob<Payload>, payloadOf: (owner: Account) => Promise<Payload>) => ({
  name: job.name,
  mailsTo: async (owner: Account) => run(job, await payloadOf(owner), owner),
});
const ofUser = async ({ userId }: Account) => ({ userId });

/** The jobs whose mails prove the address, or invite it. */
const proving = [
  verificationMailJob,
  passwordResetMailJob,
  emailChangeMailJob,
  emailUndoMailJob,
  invitationMailJob,
].map(({ name }) => name);

const otherMails = [
  mailing(passwordChangedMailJob, ofUser),
  mailing(emailChangeNoticeMailJob, async ({ userId }) => ({ userId, newEmail: 'new@polity.test' })),
  mailing(emailChangedMailJob, ofUser),
  mailing(emailChangeUndoneMailJob, ofUser),
  mailing(recoveryCodesMailJob, ofUser),
  mailing(secondFactorMailJob, async ({ userId }) => ({ userId, enabled: true })),
  mailing(signInPausedMailJob, ofUser),
  mailing(accountReclaimedMailJob, ofUser),
  mailing(accountExportedMailJob, ofUser),
  mailing(impersonationMailJob, async ({ userId }) => ({ userId, writes: false })),
  mailing(memberAddedMailJob, async ({ userId }) => ({ userId, addedById: null })),
  mailing(notificationMailJob, async ({ userId }) => ({
    userId,
    subjects: [{ kind: 'ROLE_UPDATED' as const, details: { role: 'OWNER' } }],
  })),
  mailing(paymentMailJob, async ({ organizationId, userId }) => {
    await db
      .insertInto('payment_customers')
      .values({ organization_id: organizationId, customer_id: `cus_${userId}`, status: 'PAST_DUE' })
      .onConflict((conflict) => conflict.column('organization_id').doNothing())
      .execute();
    return { notice: 'PAYMENT_FAILED' as const };
  }),
  mailing(webhookDisabledMailJob, async ({ client, organizationId }) => {
    await changePlan(client, 'PRO');
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
  }),
];

describe('an address that was never proven gets no mail', () => {
  test('of any job: every job that sends mails is listed here', () => {
    const mailJobs = allJobs.filter(({ kind, name }) => kind !== 'SCHEDULED' && /mail/.test(name));
    const listed = [...proving, ...otherMails.map(({ name }) => name)];
    expect(listed.toSorted()).toEqual(mailJobs.map(({ name }) => name).toSorted());
  });

  test.each(otherMails)('of the job $name', async ({ mailsTo }) => {
    const owner = await register(anonymous);
    expect(await mailsTo(owner)).toEqual([]);
    await verify(owner);
    expect(await mailsTo(owner)).toMatchObject([{ to: owner.email }]);
  });

  test('except an invitation', async () => {
    const [owner, squatter] = [await register(anonymous), await register(anonymous)];
    await owner.client.ask(INVITE, { email: squatter.email });
    expect(await mails.token(squatter.email, 'You are invited')).toEqual(expect.any(String));
  });
});

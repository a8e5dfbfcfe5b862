import { defineJob, type TenantJobContext } from '../../jobs/define-job.ts';
import { renderMail } from '../../mail/render-mail.ts';
import { findOrganizationsByIds } from '../organization/queries.ts';
import { findExcesses } from '../plan/actions.ts';
import { findRecipients } from '../user/recipient-queries.ts';
import { findCustomer, findFreePlan } from './queries.ts';

/** What owners are told about their subscription. */
export type PaymentNotice = 'PAYMENT_FAILED' | 'PLAN_KEPT' | 'PLAN_ENDED';

/** Mails the owners. Sends nothing that is no longer true when the mail goes out. */
export const paymentMailJob = defineJob({
  name: 'send-payment-mail',
  run: async (context, { notice }: { notice: PaymentNotice }) => {
    const { tenant, db, scope, mailer, appUrl } = context;
    const [[organization], text] = await Promise.all([
      findOrganizationsByIds(db, [scope.id]),
      textOf(context, notice),
    ]);
    if (!organization || !text) return;
    for (const { email } of await findRecipients(tenant, { roles: ['OWNER'] })) {
      await mailer.send({
        kind: 'OPERATION',
        to: email,
        subject: `${text.subject}: ${organization.name}`,
        ...renderMail(['Hello,', ...text.lines, { link: appUrl, label: 'Open the application' }]),
      });
    }
  },
});

interface Text {
  subject: string;
  lines: string[];
}

async function textOf({ tenant }: TenantJobContext, notice: PaymentNotice): Promise<Text | undefined> {
  const customer = await findCustomer(tenant);
  if (notice === 'PAYMENT_FAILED' && customer?.status === 'PAST_DUE')
    return {
      subject: 'A payment failed',
      lines: [
        'the last payment for your subscription failed. It will be tried again.',
        'Check your means of payment. If no attempt succeeds, your plan ends.',
      ],
    };
  if (notice === 'PLAN_KEPT' && customer?.planEndsAt)
    return {
      subject: 'Your subscription has ended',
      lines: [
        `your subscription has ended. You keep your plan until ${customer.planEndsAt.slice(0, 10)}, because the organization uses more than the free plan allows:`,
        ...(await findExcesses(tenant, await findFreePlan(tenant))).map(({ message }) => message),
        'Until then, subscribe again or use less. Afterwards nothing is deleted, but nothing can be added above these limits.',
      ],
    };
  if (notice === 'PLAN_ENDED' && customer?.planCode === null)
    return {
      subject: 'Your plan has ended',
      lines: ['your subscription has ended. The organization has the free plan now, and its data is kept.'],
    };
  return undefined;
}

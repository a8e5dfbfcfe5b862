import { renderMail } from '../../mail/render-mail.ts';
import type { TenantJobContext } from '../../jobs/define-job.ts';
import { findOrganizationsByIds } from '../organization/queries.ts';
import { findRecipients } from '../user/recipient-queries.ts';
import { findEndpointsByIds } from './queries.ts';

const whys = {
  MANUAL: undefined,
  GONE: 'it answered 410 (Gone)',
  FAILING: 'every attempt to reach it has failed for five days',
};

/** Sends nothing for an endpoint that was enabled again or deleted before the mail went out. */
export async function sendWebhookDisabledMail(
  { tenant, db, scope, mailer, appUrl }: TenantJobContext,
  { endpointId }: { endpointId: string },
): Promise<void> {
  const [[endpoint], [organization], administrators] = await Promise.all([
    findEndpointsByIds(tenant, [endpointId]),
    findOrganizationsByIds(db, [scope.id]),
    findRecipients(tenant, { roles: ['OWNER', 'ADMIN'] }),
  ]);
  const why = endpoint?.disabledReason && whys[endpoint.disabledReason];
  if (!why || !organization) return;
  const { host } = new URL(endpoint.url);
  for (const { email } of administrators) {
    await mailer.send({
      kind: 'OPERATION',
      to: email,
      subject: `A webhook endpoint of ${organization.name} was disabled`,
      ...renderMail([
        'Hello,',
        `nothing is sent to the webhook endpoint at ${host} any more: ${why}.`,
        'Once it works again, enable it and replay what it missed:',
        { link: appUrl, label: 'Open the application' },
        `The endpoint's id is ${endpointId}.`,
      ]),
    });
  }
}

import { z } from 'zod';
import type { Config } from '../../config.ts';
import { fault, id, reason } from '../../graphql/input.ts';

const MAX_URL = 2000;

/**
 * A page to which people return.
 *
 * Security: with any URL, a link to the provider's page would lead the payer to an attacker's page afterwards. So only
 * the origins of the front ends are allowed.
 */
const returnUrl = ({ payments }: Config) =>
  z
    .string()
    .superRefine((value, context) => {
      if (value.length > MAX_URL)
        context.addIssue(fault('TOO_LONG', `must have at most ${MAX_URL} characters`));
      else if (payments && !isAllowed(value, payments.returnOrigins))
        context.addIssue(
          fault('INVALID', `must be a page of ${payments.returnOrigins.join(' or ')}, without credentials`),
        );
    })
    // Normalized, so that the provider and the browser cannot read another origin in it than was checked.
    .transform((value) => (URL.canParse(value) ? new URL(value).href : value))
    .nullish();

function isAllowed(value: string, origins: string[]): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return origins.includes(url.origin) && !url.username && !url.password;
}

export const startCheckoutInput = (config: Config) =>
  z.object({
    plan: z.string(),
    successUrl: returnUrl(config),
    cancelUrl: returnUrl(config),
  });
export const openBillingPortalInput = (config: Config) => z.object({ returnUrl: returnUrl(config) });
export const releasePlanInput = z.object({ organizationId: id('organization'), reason });

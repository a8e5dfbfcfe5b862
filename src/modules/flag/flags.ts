import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { OpenFeature, type Provider } from '@openfeature/server-sdk';
import type { Logger } from 'pino';
import type { SystemHandle } from '../../database/system.ts';
import { DatabaseFlagProvider } from './provider.ts';

declare module '../../core/services.ts' {
  interface Services {
    flags: Flags;
  }
}

/** Evaluates flags for organizations, with the provider of the process. */
export interface Flags {
  /** False for an unknown flag, and if the provider fails. */
  isOn(flag: string, organization: FlaggedOrganization): Promise<boolean>;
  close(): Promise<void>;
}

/** What a provider can decide by. */
interface FlaggedOrganization {
  id: string;
  planCode: string;
  planVersion: number;
}

/** How long a response waits for a provider. */
const TIMEOUT_MS = 1000;

/**
 * Evaluates flags through OpenFeature: with the flags of the database, or with a team's own provider, which is the default
 * export of `providerFile`.
 */
export async function createFlags(
  { system, logger }: { system: SystemHandle; logger: Logger },
  providerFile?: string,
): Promise<Flags> {
  const provider: Provider = providerFile
    ? await loadProvider(providerFile)
    : new DatabaseFlagProvider({ system });
  // Several servers in one process have a provider each.
  const domain = `polity-${randomUUID()}`;
  await OpenFeature.setProviderAndWait(domain, provider);
  const client = OpenFeature.getClient(domain);
  return {
    isOn: async (flag, { id, planCode, planVersion }) => {
      const { promise: timeout, resolve } = Promise.withResolvers<undefined>();
      const timer = setTimeout(() => resolve(undefined), TIMEOUT_MS);
      const evaluation = client.getBooleanDetails(flag, false, { targetingKey: id, planCode, planVersion });
      const details = await Promise.race([evaluation, timeout]);
      clearTimeout(timer);
      if (!details || details.errorMessage)
        logger.warn(
          { flag, organizationId: id, reason: details?.errorMessage ?? 'timeout' },
          'a flag could not be evaluated',
        );
      return details?.value ?? false;
    },
    close: async () => provider.onClose?.(),
  };
}

async function loadProvider(file: string): Promise<Provider> {
  const { default: provider } = (await import(pathToFileURL(file).href)) as { default?: Provider };
  if (typeof provider?.resolveBooleanEvaluation !== 'function')
    throw new Error(`${file} has no OpenFeature provider as its default export.`);
  return provider;
}

import { loadSecretBox } from '../keys.ts';
import { sealTotpSecrets } from '../modules/account/totp-secret.ts';
import { generateSigningKey } from '../modules/session/tokens.ts';
import { resealWebhookSecrets } from '../modules/webhook/reseal.ts';
import { configure } from '../process.ts';
import { withSystemDb } from './with-database.ts';

export async function printSigningKey(): Promise<void> {
  console.log(JSON.stringify([await generateSigningKey()]));
}

/** Exits 1 when no key opens some of them. */
export function encryptSecrets(): Promise<void> {
  return withSystemDb(async (db) => {
    const box = await loadSecretBox(configure());
    const results = { TOTP: await sealTotpSecrets(db, box), webhook: await resealWebhookSecrets(db, box) };
    for (const [kind, { sealed, unreadable }] of Object.entries(results)) {
      console.log(`Encrypted ${sealed} ${kind} secrets.`);
      if (unreadable.length === 0) continue;
      console.error(`No key of SECRETS_KEY opens the ${kind} secrets of: ${unreadable.join(', ')}`);
      process.exitCode = 1;
    }
  });
}

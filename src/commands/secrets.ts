import { loadSecretBox } from '../crypto/key-store.ts';
import { sealTotpSecrets } from '../modules/account/totp-secret.ts';
import { resealWebhookSecrets } from '../modules/webhook/reseal.ts';
import { loadConfigOrExit } from '../bootstrap/startup.ts';
import { withSystemDb } from './with-database.ts';
import { generateSigningKey } from '../crypto/signing-key.ts';

export async function printSigningKey(): Promise<void> {
  console.log(JSON.stringify([await generateSigningKey()]));
}

/** Exits with 1 if some of them cannot be decrypted with any key. */
export function encryptSecrets(): Promise<void> {
  return withSystemDb(async (db) => {
    const box = await loadSecretBox(loadConfigOrExit());
    const results = { TOTP: await sealTotpSecrets(db, box), webhook: await resealWebhookSecrets(db, box) };
    for (const [kind, { sealed, unreadable }] of Object.entries(results)) {
      console.log(`Encrypted ${sealed} ${kind} secrets.`);
      if (unreadable.length === 0) continue;
      console.error(`No key of SECRETS_KEY decrypts the ${kind} secrets of: ${unreadable.join(', ')}`);
      process.exitCode = 1;
    }
  });
}

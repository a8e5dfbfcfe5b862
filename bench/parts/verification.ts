import { hashSecret, newSecret, prefixOf } from '../../src/authentication/api-key-secret.ts';
import { type Bench, log } from '../bench.ts';
import { type Caller, query } from '../database.ts';
import { measure, medians, statementsOf, takeTurns } from '../measure.ts';
import { figureCells, figureTitles, type Findings, table } from '../report.ts';
import type { Server } from '../server.ts';

const VERIFY = `mutation Verify($key: String!) {
  verifyKey(input: { key: $key, permission: TASK_SEE }) { verification { valid code remaining } userErrors { code } } }`;

const QUOTA = 2_000_000_000;

/** Measures `verifyKey`: an owner verifies a key of their organization that has a quota of its own. No other server has it. */
export async function measureVerification(bench: Bench): Promise<Findings> {
  const server = await bench.server('polity');
  const keys = await createKeys(bench.database.unguardedUrl, bench.callers);
  const step = (caller: Caller) => verify(server, caller, keys.get(caller.organizationId)!);
  const candidate = {
    name: 'verifyKey, polity',
    run: (seconds: number) => measure(server, bench.callers, seconds, step),
  };
  const [rounds] = await takeTurns([candidate], bench.options, log);
  const statements = await statementsOf(server, () => step(bench.callers[0]!));
  return {
    title: 'Verification of API keys',
    tables: [
      table(
        ['operation', ...figureTitles, 'statements'],
        [['verifyKey', ...figureCells(medians(rounds!)), String(statements)]],
      ),
    ],
    verdicts: [],
  };
}

/** @throws if the key is not valid */
async function verify(server: Server, { headers }: Caller, key: string): Promise<string> {
  const body = JSON.stringify({ query: VERIFY, variables: { key } });
  const text = await server.send(body, headers);
  if (!text.includes('"valid":true')) throw new Error(`${server.name} responded to verifyKey with ${text}`);
  return text;
}

/** Creates a key in each caller's organization, whose plan allows any number of requests. */
async function createKeys(url: string, callers: Caller[]): Promise<Map<string, string>> {
  const keys = new Map<string, string>();
  for (const { organizationId, userId } of callers) {
    if (keys.has(organizationId)) continue;
    const secret = newSecret('test');
    keys.set(organizationId, secret);
    await query(
      url,
      `with allowed as (
         insert into organization_overrides (organization_id, requests_per_month, reason) values ($1, $5, 'The benchmark')
         on conflict (organization_id) do update set requests_per_month = excluded.requests_per_month
       ), key as (
         insert into api_keys (organization_id, name, prefix, role, scopes, created_by_id, owner_id, requests_per_month)
         values ($1, 'Verified', $3, 'MEMBER', '{READ}', $2, $2, $5) returning id
       )
       insert into api_key_secrets (organization_id, api_key_id, hash) select $1, id, $4 from key`,
      [organizationId, userId, prefixOf(secret), hashSecret(secret), QUOTA],
    );
  }
  return keys;
}

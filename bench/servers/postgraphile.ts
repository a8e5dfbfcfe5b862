import { createServer } from 'node:http';
import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { jsonPgSmartTags } from 'postgraphile/utils';
import { createTokens } from '../../src/modules/session/tokens.ts';
import { port, readSettings } from '../settings.ts';

const { way, guardedUrls, poolSize, tokens: tokenSettings } = readSettings();
const tokens = await createTokens(tokenSettings);
const pool = new pg.Pool({ connectionString: guardedUrls[way], max: poolSize });

/** What row-level security reads. The token is verified as Polity verifies it, and as often: once, then it is known. */
async function settingsFor(authorization: string | undefined): Promise<Record<string, string>> {
  const claims = await tokens.verify(authorization?.slice('Bearer '.length) ?? '');
  if (!claims) throw new Error('Sign in first.');
  const organization = claims.org ?? '';
  if (way === 'trusting') return { 'bench.session': claims.sid, 'bench.organization': organization };
  const { rows } = await pool.query({
    name: 'admit',
    text: 'select user_id, organization_id from bench.admit($1, $2)',
    values: [claims.sid, organization || null],
  });
  const { user_id: userId, organization_id: organizationId } = rows[0];
  if (!userId) throw new Error('Sign in first.');
  return { 'bench.user_id': userId, 'bench.organization_id': organizationId ?? '' };
}

/** From a task to its assignee in one step, rather than by way of the membership. */
const assignees = jsonPgSmartTags({
  version: 1,
  config: {
    class: {
      'public.tasks': {
        tags: { foreignKey: '(assignee_id) references public.users (id)|@fieldName assignee' },
      },
    },
  },
});

const { createServ } = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [assignees],
  disablePlugins: ['NodePlugin', 'PgIndexBehaviorsPlugin'],
  pgServices: [makePgService({ pool, schemas: ['public', `bench_${way}`] })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: {
    explain: false,
    context: async ({ node }) => ({ pgSettings: await settingsFor(node?.req.headers.authorization) }),
  },
});

const server = createServer();
await createServ(grafserv).addTo(server);
server.listen(port, '127.0.0.1');

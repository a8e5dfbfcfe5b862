import { createServer } from 'node:http';
import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { jsonPgSmartTags } from 'postgraphile/utils';
import { createTokens } from '../../src/authentication/tokens.ts';
import { port, readSettings } from '../settings.ts';

const { way, guardedUrls, poolSize, tokens: tokenSettings } = readSettings();
const tokens = await createTokens(tokenSettings);
const pool = new pg.Pool({ connectionString: guardedUrls[way], max: poolSize });

/** PostGraphile logs it, in one line if it has no stack. */
const refusal = () => Object.assign(new Error('Sign in first.'), { stack: 'refused a caller' });

/** Returns the settings for row-level security. The token is verified as by Polity: once, then the result is cached. */
async function settingsFor(authorization: string | undefined): Promise<Record<string, string>> {
  const claims = await tokens.verify(authorization?.slice('Bearer '.length) ?? '');
  if (!claims) throw refusal();
  const organization = claims.org ?? '';
  if (way === 'trusting') return { 'bench.session': claims.sid, 'bench.organization': organization };
  const { rows } = await pool.query({
    name: 'admit',
    text: 'select user_id, organization_id from bench.admit($1, $2)',
    values: [claims.sid, organization || null],
  });
  const { user_id: userId, organization_id: organizationId } = rows[0];
  if (!userId) throw refusal();
  return { 'bench.user_id': userId, 'bench.organization_id': organizationId ?? '' };
}

/** Joins a task directly to its assignee instead of through the membership. */
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
  // Without a mask, errors are returned and not logged.
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false, maskError: (error) => error },
  grafast: {
    explain: false,
    context: async ({ node }) => ({ pgSettings: await settingsFor(node?.req.headers.authorization) }),
  },
});

const server = createServer();
await createServ(grafserv).addTo(server);
server.listen(port, '127.0.0.1');

import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { jsonPgSmartTags } from 'postgraphile/utils';
import { createTokens } from '../../src/modules/session/tokens.ts';
import { port, readSettings } from '../settings.ts';

const { guardedUrl, poolSize, tokens: tokenSettings } = readSettings();
const tokens = await createTokens(tokenSettings);

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
  pgServices: [
    makePgService({
      connectionString: guardedUrl,
      schemas: ['public', 'bench'],
      poolConfig: { max: poolSize },
    }),
  ],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: {
    explain: false,
    // The token is verified as Polity verifies it; whether its session still holds, the policies ask the database.
    context: async ({ node }) => {
      const bearer = node?.req.headers.authorization?.slice('Bearer '.length);
      const claims = bearer === undefined ? null : await tokens.verify(bearer);
      return { pgSettings: { 'bench.session': claims?.sid ?? '', 'bench.organization': claims?.org ?? '' } };
    },
  },
});

const server = createServer();
await createServ(grafserv).addTo(server);
server.listen(port, '127.0.0.1');

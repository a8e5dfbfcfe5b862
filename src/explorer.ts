import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RuruClientConfig } from 'ruru/server';
import type { Config } from './config.ts';
import { demoAccounts, demoPassword } from './seed/demo.ts';
import { explorerPolicy } from './security-headers.ts';

const staticPath = '/explorer/static/';

const firstQuery = `# Organizations, projects and tasks: press Ctrl-Enter to run this.
query Board {
  me {
    fullName
  }
  organization {
    name
    viewerRole
  }
  projects(first: 3) {
    nodes {
      name
      tasks(first: 3) {
        nodes {
          title
          status
        }
      }
    }
  }
}
`;

/** Serves an explorer on `/explorer` that needs no network, signed in where the demonstration data is. */
export async function addExplorer(app: FastifyInstance, { development }: Config): Promise<void> {
  // Its files take memory that only those who explore need.
  const [{ ruruHTML }, { getStaticFile }] = await Promise.all([import('ruru/server'), import('ruru/static')]);
  let signsIn = development;

  async function initialHeaders(): Promise<{ initialHeaders?: string }> {
    const token = signsIn ? await signInToDemo(app) : undefined;
    // Each failure counts against whoever asks.
    signsIn = token !== undefined;
    return token ? { initialHeaders: JSON.stringify({ authorization: `Bearer ${token}` }, null, 2) } : {};
  }

  app.get('/explorer', async (request, reply) => {
    const page = ruruHTML({
      staticPath,
      endpoint: '/graphql',
      subscriptionEndpoint: webSocketUrl(request),
      clientConfig: {
        defaultQuery: firstQuery,
        initialQuery: firstQuery,
        ...(await initialHeaders()),
        // It takes any of its settings, whatever its types say.
      } as RuruClientConfig,
    });
    return reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': explorerPolicy,
        'cache-control': 'no-store',
      })
      .send(page);
  });
  app.get(`${staticPath}*`, async (request, reply) => {
    const { url, headers } = request;
    const acceptEncoding = String(headers['accept-encoding'] ?? '');
    const file = await getStaticFile({ staticPath, urlPath: url, acceptEncoding, disallowDevAssets: true });
    if (!file) return reply.callNotFound();
    return reply.headers({ ...file.headers, 'cache-control': 'public, max-age=3600' }).send(file.content);
  });
}

const webSocketUrl = ({ protocol, host }: FastifyRequest) =>
  `${protocol === 'https' ? 'wss' : 'ws'}://${host}/graphql`;

/** An access token of a demonstration account; undefined where there is none. */
async function signInToDemo(app: FastifyInstance): Promise<string | undefined> {
  const query = `mutation ($email: String!, $password: String!) {
    login(input: { email: $email, password: $password }) { accessToken } }`;
  const variables = { email: demoAccounts[0]!.email, password: demoPassword };
  const answer = await app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
  return answer.json().data?.login?.accessToken ?? undefined;
}

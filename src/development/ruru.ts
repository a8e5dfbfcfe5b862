import type { FastifyInstance } from 'fastify';
import type { RuruClientConfig } from 'ruru/server';
import { acceptsCoding } from '../http/content-negotiation.ts';
import { newNonce, policyOf, webSocketOrigin } from '../http/security-headers.ts';
import type { ExplorerTools } from './explorer-tools.ts';

const staticPath = '/explorer/static/';

/** The first query that the explorers show. */
export const firstQuery = `# Organizations, projects and tasks: press Ctrl-Enter to run this. There is more on /examples.
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

/**
 * Uses the example or the query of the URL, or the last edited one. Without this, ruru shows an empty tab to returning visitors who
 * have not edited the query.
 */
const goOn = `<script>
  RURU_CONFIG.initialQuery ??=
    new URLSearchParams(location.search).get('query') ?? localStorage.getItem('graphiql:query') ?? RURU_CONFIG.defaultQuery;
</script>`;

/** Returns the explorer with the query filled in. The query is sent only when the visitor sends it. */
export const explorerWith = (query: string): string => `../explorer?query=${encodeURIComponent(query)}`;

/** The explorer loads everything from this server. */
const policy = (nonce: string, webSocket: string) =>
  policyOf({
    'script-src': ["'self'", `'nonce-${nonce}'`],
    'worker-src': ["'self'"],
    // The editor creates styles at run time.
    'style-src': ["'self'", "'unsafe-inline'"],
    'font-src': ["'self'", 'data:'],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'", webSocket],
  });

/** Serves on `/explorer` an explorer that needs no network. It is signed in if the demonstration data exists. */
export async function addExplorer(app: FastifyInstance, { open }: ExplorerTools): Promise<void> {
  // The files take memory, so they are loaded on the first request.
  const [{ ruruHTML }, { getStaticFile }] = await Promise.all([import('ruru/server'), import('ruru/static')]);

  app.get<{ Querystring: { example?: string } }>('/explorer', async (request, reply) => {
    const visitor = { requestId: request.id, ipAddress: request.ip, host: request.headers.host };
    const { headers, example } = await open(visitor, request.query.example);
    const webSocket = webSocketOrigin(request);
    const nonce = newNonce();
    const page = ruruHTML({
      staticPath,
      endpoint: '/graphql',
      subscriptionEndpoint: `${webSocket}/graphql`,
      htmlParts: {
        metaTags: (tags) => `${tags}<link rel="icon" href="data:," />`,
        configScript: (script) => script + goOn,
      },
      // Its types require every setting.
      clientConfig: {
        ...settings(headers),
        ...(example && { initialQuery: example.text, initialVariables: example.variables }),
      } as RuruClientConfig,
    });
    return reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy(nonce, webSocket),
        'cache-control': 'private, no-store',
      })
      .send(page.replaceAll('<script', `<script nonce="${nonce}"`));
  });
  app.get(`${staticPath}*`, async (request, reply) => {
    const { url, headers } = request;
    // Ruru only searches for the word `br` and ignores `br;q=0`.
    const acceptEncoding = acceptsCoding(headers['accept-encoding'], 'br') ? 'br' : '';
    const file = await getStaticFile({ staticPath, urlPath: url, acceptEncoding, disallowDevAssets: true });
    if (!file) return reply.callNotFound();
    void reply.headers({
      ...file.headers,
      'cache-control': 'public, max-age=3600',
      vary: [reply.getHeader('vary'), 'accept-encoding'].filter(Boolean).join(', '),
    });
    return headers['if-none-match'] === file.headers['etag']
      ? reply.code(304).removeHeader('content-length').send()
      : reply.send(file.content);
  });
}

function settings(headers: Record<string, string> | undefined): Partial<RuruClientConfig> {
  const shown = headers && JSON.stringify(headers, null, 2);
  return {
    defaultQuery: firstQuery,
    // Headers that a browser stored would be out of date.
    showPersistHeadersSettings: false,
    // Sets the headers of the first tab, of new tabs, and of tabs that the browser stored.
    ...(shown && { initialHeaders: shown, defaultHeaders: shown }),
  };
}

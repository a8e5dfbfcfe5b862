import type { FastifyInstance } from 'fastify';
import type { RuruClientConfig } from 'ruru/server';
import { takesCoding } from './content-coding.ts';
import { explorerPolicy, newNonce, webSocketOrigin } from './security-headers.ts';
import type { DemoSignIn } from './seed/demo-session.ts';

const staticPath = '/explorer/static/';

/** What the explorers show first. */
export const firstQuery = `# Organizations, projects and tasks: press Ctrl-Enter to run this.
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
 * The query of the address, or what was last written. Without it, whoever comes back without having written anything finds
 * an empty tab.
 */
const goOn = `<script>
  RURU_CONFIG.initialQuery =
    new URLSearchParams(location.search).get('query') ?? localStorage.getItem('graphiql:query') ?? RURU_CONFIG.defaultQuery;
</script>`;

/** The explorer with the query written into it, which nothing sends but whoever reads it. */
export const explorerWith = (query: string): string => `../explorer?query=${encodeURIComponent(query)}`;

/** Serves an explorer on `/explorer` that needs no network, signed in where the demonstration data is. */
export async function addExplorer(app: FastifyInstance, signIn: DemoSignIn): Promise<void> {
  // Its files take memory that only those who explore need.
  const [{ ruruHTML }, { getStaticFile }] = await Promise.all([import('ruru/server'), import('ruru/static')]);

  app.get('/explorer', async (request, reply) => {
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
      // Its types ask for each of its settings.
      clientConfig: settings(
        await signIn({ requestId: request.id, ipAddress: request.ip, host: request.headers.host }),
      ) as RuruClientConfig,
    });
    return reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': explorerPolicy(nonce, webSocket),
        'cache-control': 'private, no-store',
      })
      .send(page.replaceAll('<script', `<script nonce="${nonce}"`));
  });
  app.get(`${staticPath}*`, async (request, reply) => {
    const { url, headers } = request;
    // Ruru looks for the word alone.
    const acceptEncoding = takesCoding(headers['accept-encoding'], 'br') ? 'br' : '';
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
    // What a browser kept of them would be out of date.
    showPersistHeadersSettings: false,
    // Those of the first tab, and of the tabs that are opened or that the browser kept.
    ...(shown && { initialHeaders: shown, defaultHeaders: shown }),
  };
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExplorerTools } from './explorer-tools.ts';
import { firstQuery } from './ruru.ts';
import { newNonce, policyOf, webSocketOrigin } from '../http/security-headers.ts';

const script = 'https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js';

/**
 * Serves Apollo Sandbox, signed in if the demonstration data exists. Apollo Server's own landing page is fixed when
 * the server starts, so it cannot contain a new token for each load.
 */
export function createSandbox({ open }: ExplorerTools) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const webSocket = webSocketOrigin(request);
    const visitor = { requestId: request.id, ipAddress: request.ip, host: request.headers.host };
    const { headers, example } = await open(visitor, (request.query as { example?: string }).example);
    const operation = {
      document: example?.text ?? firstQuery,
      ...(example?.variables && { variables: JSON.parse(example.variables) as unknown }),
    };
    const nonce = newNonce();
    return reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy(nonce, webSocket),
        'cache-control': 'private, no-store',
      })
      .send(page(nonce, { ...operation, headers, pollForSchemaUpdates: false }));
  };
}

/** Permits the page's own scripts and styles, and Apollo's frame, whose operations the page sends. */
const policy = (nonce: string, webSocket: string) =>
  policyOf({
    'script-src': [`'nonce-${nonce}'`],
    'style-src': [`'nonce-${nonce}'`],
    'img-src': ['data:'],
    'frame-src': ['https://sandbox.embed.apollographql.com'],
    'connect-src': ["'self'", webSocket],
  });

/** Receives Sandbox's initial state: the document, and the headers of each operation. */
const page = (nonce: string, initialState: object) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Polity in Apollo Sandbox</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">
  body { margin: 0; height: 100vh; display: flex; flex-direction: column; font: 14px/1.5 system-ui }
  header { padding: .4rem 1rem; background: #f4f4f5; border-bottom: 1px solid #ddd }
  main { flex: 1; min-height: 0 }
  iframe { width: 100%; height: 100%; border: 0 }
  section { max-width: 45rem; margin: 3rem auto; padding: 0 1rem; font-size: 16px }
</style>
<header>Apollo Sandbox is loaded from Apollo. Without a network, use <a href="/explorer">the explorer at /explorer</a>. <a href="/examples">Examples</a> of operations open in both.</header>
<noscript>Sandbox and explorer need JavaScript.</noscript>
<main>
  <section role="alert" hidden>
    <h1>Apollo Sandbox cannot be loaded</h1>
    <p>Its scripts are on Apollo's servers, which this browser cannot reach.</p>
    <p><a href="/explorer">The explorer at /explorer</a> does the same and is loaded only from this server.</p>
  </section>
</main>
<script nonce="${nonce}" src="${script}"></script>
<script nonce="${nonce}">
  const initialEndpoint = new URL('/graphql', location).href;
  try {
    new window.EmbeddedSandbox({
      target: 'main',
      initialEndpoint,
      initialSubscriptionEndpoint: initialEndpoint.replace('http', 'ws'),
      initialState: ${JSON.stringify(initialState).replaceAll('<', '\\u003c')},
      endpointIsEditable: false,
      runTelemetry: false,
      allowDynamicStyles: false,
    });
  } catch {
    document.querySelector('section').hidden = false;
  }
</script>
</html>
`;

import type { FastifyReply, FastifyRequest } from 'fastify';
import { firstQuery } from './explorer.ts';
import { newNonce, sandboxPolicy, webSocketOrigin } from './security-headers.ts';
import type { DemoSignIn } from './seed/demo-session.ts';

const script = 'https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js';

/**
 * Answers with Apollo Sandbox, signed in where the demonstration data is. Apollo Server's own page would be the same for
 * everybody, from the start of the server on.
 */
export function createSandbox(signIn: DemoSignIn) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const webSocket = webSocketOrigin(request);
    const headers = await signIn({
      requestId: request.id,
      ipAddress: request.ip,
      host: request.headers.host,
    });
    const nonce = newNonce();
    return reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': sandboxPolicy(nonce, webSocket),
        'cache-control': 'private, no-store',
      })
      .send(page(nonce, { document: firstQuery, headers, pollForSchemaUpdates: false }));
  };
}

/** Takes what Sandbox starts with: the document, and the headers of each operation. */
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
<header>Apollo Sandbox is loaded from Apollo. Without a network, use <a href="/explorer">the explorer at /explorer</a>.</header>
<noscript>Sandbox and explorer need JavaScript.</noscript>
<main>
  <section role="alert" hidden>
    <h1>Apollo Sandbox cannot be loaded</h1>
    <p>Its scripts are on Apollo's servers, which this browser does not reach.</p>
    <p><a href="/explorer">The explorer at /explorer</a> is loaded from here alone, and does the same.</p>
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

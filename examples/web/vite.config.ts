import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

const manifest = readFileSync(new URL('src/api/operations.json', import.meta.url), 'utf8');
/** A release with other operations has another version: registered operations never change. */
const client = {
  name: 'polity-web',
  version: createHash('sha256').update(manifest).digest('hex').slice(0, 12),
};

/** Puts the operations beside the built files. The server registers them for this client. */
const operations: Plugin = {
  name: 'operations',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'operations.json', source: manifest });
    this.emitFile({ type: 'asset', fileName: 'client.json', source: JSON.stringify(client) });
  },
};

export default defineConfig({
  root: import.meta.dirname,
  base: '/app/',
  define: { CLIENT: JSON.stringify(client) },
  plugins: [operations],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // The policy of the page permits no inline files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // `npx vite examples/web` serves the sources and passes requests on to the API.
  server: { proxy: { '/graphql': { target: 'http://localhost:4000', ws: true } } },
});

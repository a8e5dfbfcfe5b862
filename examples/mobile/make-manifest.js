import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { InMemoryCache } from '@apollo/client';
import { getOperationAST, print } from 'graphql';
import * as operations from './operations.js';

/** Writes the manifest, which is registered before the release and shipped with it. */

// The cache adds fields to each selection; the manifest must contain them.
const cache = new InMemoryCache();

const manifest = {
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: Object.values(operations).map((document) => {
    const { name, operation: type } = getOperationAST(document);
    const body = print(cache.transformDocument(document));
    return { id: createHash('sha256').update(body).digest('hex'), name: name.value, type, body };
  }),
};

const [file = new URL('manifest.json', import.meta.url)] = process.argv.slice(2);
await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);

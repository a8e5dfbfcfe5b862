import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

export interface WebFile {
  type: string;
  body: Buffer;
  gzipped: Buffer;
  etag: string;
}

/** The built files of the front end, in memory: half a megabyte. */
export interface WebFiles {
  index: WebFile;
  /** By name. The names contain hashes of the contents. */
  assets: ReadonlyMap<string, WebFile>;
  /** The operations that it sends, and the client for which they are registered. */
  operations: { client: { name: string; version: string }; manifest: unknown };
}

/** @throws ENOENT if nothing was built into the folder */
export async function readWebFiles(folder: string): Promise<WebFiles> {
  const read = async (path: string, type: string): Promise<WebFile> => {
    const body = await readFile(join(folder, path));
    const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
    return { type, body, gzipped: gzipSync(body), etag };
  };
  const json = async (path: string) => JSON.parse(await readFile(join(folder, path), 'utf8'));
  const assets = new Map<string, WebFile>();
  for (const name of await readdir(join(folder, 'assets'))) {
    const type = types[extname(name)];
    if (type) assets.set(name, await read(join('assets', name), type));
  }
  return {
    index: await read('index.html', 'text/html; charset=utf-8'),
    assets,
    operations: { client: await json('client.json'), manifest: await json('operations.json') },
  };
}

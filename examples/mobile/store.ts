import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Tokens, TokenStore } from './api/session.ts';

/** Keeps the tokens in a file that only this user can read, so that the app is still signed in when it starts again. */
export function fileStore(path: string): TokenStore {
  let tokens = readTokens(path);
  return {
    read: () => tokens,
    write(changed) {
      tokens = changed;
      if (changed) writeFileSync(path, JSON.stringify(changed), { mode: 0o600 });
      else rmSync(path, { force: true });
    },
    // No other process changes the file.
    onChange: () => () => undefined,
  };
}

function readTokens(path: string): Tokens | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Tokens;
  } catch {
    return undefined;
  }
}

import { LRUCache } from 'lru-cache';

const MAX_RESULTS = 100;
/** Results for longer texts are not remembered. */
const MAX_CHARACTERS = 200;

/** Returns the same function, which remembers its results for the last texts. */
export function remembering<Result>(read: (text: string) => Result): (text: string) => Result {
  const known = new LRUCache<string, { result: Result }>({ max: MAX_RESULTS });
  return (text) => {
    if (text.length > MAX_CHARACTERS) return read(text);
    let found = known.get(text);
    if (!found) known.set(text, (found = { result: read(text) }));
    return found.result;
  };
}

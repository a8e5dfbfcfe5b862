import type { Services } from '../core/services.ts';
import { processDb } from '../database/system.ts';
import { createDemoSignIn, type DemoSignIn, type Visitor } from './demo-sign-in.ts';
import { fillExample, findExample, type FilledExample } from './examples.ts';

/** What both explorers need. */
export interface ExplorerTools {
  signIn: DemoSignIn;
  /**
   * Returns the headers that sign the visitor in, and the example with this name. Its variables name rows of the
   * demonstration data if the visitor is signed in.
   */
  open: (visitor: Visitor, name: string | undefined) => Promise<Opened>;
}

interface Opened {
  headers: Record<string, string> | undefined;
  example: FilledExample | undefined;
}

export function createExplorerTools(services: Services): ExplorerTools {
  const signIn = createDemoSignIn(services);
  return {
    signIn,
    async open(visitor, name) {
      const example = findExample(name);
      const headers = await signIn(visitor, example?.account);
      // Security: the ids are read without row-level security, of whichever organization has the demonstration's name.
      const db = headers && processDb(services);
      return { headers, example: example && (await fillExample(db, example)) };
    },
  };
}

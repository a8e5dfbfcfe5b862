import type { Services } from '../core/services.ts';
import { processDb } from '../database/system.ts';
import { createDemoSignIn, type DemoSignIn } from './demo-sign-in.ts';
import { fillExample, type FilledExample } from './examples.ts';

/** What both explorers need. */
export interface ExplorerTools {
  signIn: DemoSignIn;
  /** Returns the example with this name, with its variables filled in. */
  findExample: (name: string | undefined) => Promise<FilledExample | undefined>;
}

export const createExplorerTools = (services: Services): ExplorerTools => ({
  signIn: createDemoSignIn(services),
  findExample: (name) => fillExample(processDb(services), name),
});

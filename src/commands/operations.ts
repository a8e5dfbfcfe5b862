import { type OperationsAction, runOperationsCommand } from '../modules/client/commands.ts';
import { loadConfigOrExit } from '../bootstrap/startup.ts';
import { withSystemDb } from './with-database.ts';

export async function operate(action: OperationsAction, ...args: string[]): Promise<void> {
  const { registered } = loadConfigOrExit().costLimits;
  const lines = await withSystemDb((db) => runOperationsCommand(db, registered, action, args));
  for (const line of lines) console.log(line);
}

import { CommanderError } from 'commander';
import { createProgram, WRONG_USE } from './commands/program.ts';
import { fail } from './bootstrap/startup.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  // Commander has already printed the help or the mistake.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : WRONG_USE;
  else fail(error);
}

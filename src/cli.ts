import { CommanderError } from 'commander';
import { createProgram, WRONG_USE } from './commands/program.ts';
import { fail } from './bootstrap/startup.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  // It printed the help, or what is wrong, already.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : WRONG_USE;
  else fail(error);
}

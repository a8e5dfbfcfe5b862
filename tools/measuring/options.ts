import { Command } from 'commander';
import { wholeNumber } from '../../src/commands/whole-number.ts';
import { WRONG_USE } from '../../src/commands/program.ts';

/**
 * The command line of a measuring script. `parse()` prints the help and exits with 0, or prints the error and exits with
 * 2.
 */
export class Script extends Command {
  constructor(name: string, description: string) {
    super(`npm run ${name} --`);
    this.description(description)
      .showHelpAfterError('(--help describes the command.)')
      .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : WRONG_USE));
  }

  /** Adds an option whose value is a whole number from 1. */
  count(name: string, description: string, preset?: number): this {
    return this.option(`--${name} <number>`, description, wholeNumber, preset);
  }
}

import type { Command } from 'commander';
import type { Io } from './io.ts';

/** Options that people try, and those of TRRM that do the same; commander itself suggests what is spelt alike. */
const MEANT: readonly (readonly [tried: RegExp, option: string])[] = [
  [/^--(date|day|on|at|asof|as_of)$/, '--as-of'],
  [/^--(output|dir|folder|directory|to-folder)$/, '--out'],
  [/^--(holdings|lots|positions)$/, '--portfolio'],
  [/^--(rules|config|rule-book)$/, '--rulebook'],
  [/^--(db|database|data|ledger)$/, '--store'],
];

/** Makes every command answer a wrong option with its own help, and with the option that is probably meant. */
export function helpAfterErrors(command: Command, io: Io): void {
  const path = pathOf(command);
  const lists = command.commands.length > 0 ? 'commands' : 'options';
  command.showHelpAfterError(`(${path} --help lists the ${lists})`).configureOutput({
    writeOut: io.out,
    writeErr: io.err,
    outputError: (text, write) => write(`${text}${hint(text, command)}`),
  });
  for (const below of command.commands) helpAfterErrors(below, io);
}

function hint(error: string, command: Command): string {
  const [, tried] = /unknown option '([^'=]+)/.exec(error) ?? [];
  // Commander has suggested one already.
  if (tried === undefined || error.includes('Did you mean')) return '';
  const meant = MEANT.find(
    ([pattern, option]) => pattern.test(tried) && command.options.some((o) => o.long === option),
  );
  return meant ? `(Did you mean ${meant[1]}?)\n` : '';
}

const pathOf = (command: Command): string =>
  command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();

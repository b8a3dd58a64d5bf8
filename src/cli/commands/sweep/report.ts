import type { Command } from 'commander';
import { type Io, json } from '../../shared/io.ts';
import { wholeNumber } from '../../shared/options.ts';

interface Options {
  readonly emit?: number;
  readonly json?: boolean;
}

export function addReport(command: Command, io: Io): void {
  command
    .command('report <folder>')
    .description('the report of a finished sweep: adjustment for multiple testing, then the ranking')
    .option('--emit <rank>', 'print the rule book of this rank, with how it was found', wholeNumber(1, 1000))
    .option('--json', 'print the result as JSON, and nothing else, to standard output')
    .action((folder: string, _: Options, acting: Command) => report(folder, acting.optsWithGlobals(), io));
}

async function report(folder: string, options: Options, io: Io): Promise<void> {
  const { readReport } = await import('./publish.ts');
  const found = readReport(folder);
  if (options.emit !== undefined) {
    const { readDefinition } = await import('../../../sweep/sweep-folder.ts');
    const { emitRuleBook } = await import('../../../sweep/emit-rule-book.ts');
    return io.out(emitRuleBook(readDefinition(folder), found, options.emit));
  }
  if (options.json) return io.out(json(found));
  const { sweepText } = await import('../../text/sweep.ts');
  return io.out(sweepText(found));
}

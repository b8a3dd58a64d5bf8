import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RandomStream } from '../../../src/math/random/random.ts';
import { mutated } from '../mutate.ts';
import { fault } from '../outcome.ts';
import { trrm, trrmMany } from '../program.ts';
import { bad, below, type Finding, good, type Kind, pick } from '../trial.ts';
import { lotsOf, type Workplace } from '../workplace.ts';

/** Files of one import, so that a process tries many. */
const FILES = 12;
/** Longer files only take longer. */
const MOST_BYTES = 60_000;

interface ImportReport {
  readonly files: readonly {
    readonly path: string;
    readonly outcome: string;
    readonly rowsRead: number;
    readonly stored: number;
    readonly unchanged: number;
    readonly rejected: number;
  }[];
}

/** Market files of every vendor's form, mutated, into a new store: every row of each is accounted for. */
export const marketFiles: Kind = {
  name: 'mutated market files',
  attempt: async (work, random) => {
    const folder = work.scratch();
    const names = readdirSync(work.stocks.files).filter((name) => name.endsWith('.csv'));
    const files = Array.from({ length: FILES }, (_, i) => {
      const name = pick(random, names);
      const bytes = readFileSync(join(work.stocks.files, name)).subarray(0, MOST_BYTES);
      const file = join(folder, `${name.replace(/\.csv$/, '')}${random.uniform() < 0.9 ? '' : `-${i}`}.csv`);
      writeFileSync(file, mutated(bytes, random));
      return file;
    });
    const imported = await trrm([
      'import',
      ...new Set(files),
      '--store',
      join(folder, 's.duckdb'),
      '--json',
      '--quiet',
    ]);
    const wrong = fault(imported);
    if (wrong !== null) return [bad('crash', wrong)];
    if (imported.out === '') return files.map(() => good('refused'));
    const report = JSON.parse(imported.out) as ImportReport;
    return report.files.map(({ path, outcome, rowsRead, stored, unchanged, rejected }) =>
      outcome === 'imported' && rowsRead !== stored + unchanged + rejected
        ? bad(
            'rows lost',
            `${path}: ${rowsRead} rows read, ${stored} + ${unchanged} + ${rejected} accounted for`,
          )
        : good(outcome === 'imported' ? 'imported' : 'refused'),
    );
  },
};

/** Documents of one process, so that a process tries many. */
const DOCUMENTS = 20;

/** Files for one command each. */
const documents = (
  name: string,
  original: (work: Workplace, random: RandomStream) => Promise<Buffer> | Buffer,
  command: (file: string, work: Workplace, random: RandomStream) => readonly string[],
): Kind => ({
  name,
  attempt: async (work, random): Promise<Finding[]> => {
    const folder = work.scratch();
    const commands: (readonly string[])[] = [];
    for (let i = 0; i < DOCUMENTS; i++) {
      const file = join(folder, `input-${i}`);
      writeFileSync(file, mutated(await original(work, random), random));
      commands.push(command(file, work, random));
    }
    return (await trrmMany(commands, join(folder, 'commands.json'))).map((ran) => {
      const wrong = fault(ran);
      if (wrong === null) return good(ran.code === 0 ? 'accepted' : 'refused');
      return bad(
        'crash',
        `${wrong}\n    ${kept(ran.command.split(' ').find((word) => word.startsWith(folder)))}`,
      );
    });
  },
});

/** The input of a crash, to repeat it. */
const kept = (file: string | undefined): string =>
  file === undefined ? '' : `input, base64: ${readFileSync(file).subarray(0, 3000).toString('base64')}`;

let shown: Promise<Buffer> | undefined;
const ruleBook = (): Promise<Buffer> =>
  (shown ??= trrm(['rulebook', 'show']).then(({ out }) => Buffer.from(out)));

export const ruleBooks = documents('mutated rule books', ruleBook, (file) => [
  'rulebook',
  'validate',
  file,
  '--json',
  '--quiet',
]);

export const portfolios = documents(
  'mutated portfolios',
  (work, random) => readFileSync(random.uniform() < 0.5 ? work.portfolio : lotsOf(work.stocks)),
  (file, work) => [
    'whatif',
    ...work.indices.where,
    '--portfolio',
    file,
    '--set',
    'us-vix=45',
    '--json',
    '--quiet',
  ],
);

const RETURNS = `date,gold,nifty,gilt\n${Array.from({ length: 36 }, (_, i) => {
  const month = new Date(Date.UTC(2020, i + 1, 0)).toISOString().slice(0, 10);
  return `${month},${(((i * 37) % 101) / 1000 - 0.05).toFixed(4)},${(((i * 53) % 97) / 900 - 0.05).toFixed(4)},${(((i * 29) % 89) / 9000).toFixed(5)}`;
}).join('\n')}\n`;
const MOMENTS =
  'asset,expected,A,B,C\nA,0.06,0.015,0.018,0.014\nB,0.14,0.018,0.085,0.010\nC,0.12,0.014,0.010,0.029\n';
const METHODS = ['minimum-variance', 'maximum-sharpe', 'equal-risk', 'maximum-diversification', 'frontier'];

export const assetTables = documents(
  'mutated tables of assets',
  (_, random) => Buffer.from(random.uniform() < 0.5 ? RETURNS : MOMENTS),
  (file, _, random) => ['optimise', file, '--method', METHODS[below(random, METHODS.length)]!, '--json'],
);

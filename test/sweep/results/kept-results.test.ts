import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { planSweep } from '../../../src/sweep/dry-run.ts';
import type { ReusedResults } from '../../../src/sweep/chunks/cut-trials.ts';
import type { SweepExecutor } from '../../../src/sweep/executors/executor.ts';
import { inlineExecutor } from '../../../src/sweep/executors/inline.ts';
import { openKeptResults, trimKeptResults } from '../../../src/sweep/results/kept-results.ts';
import { runSweep, type SweepRequest } from '../../../src/sweep/run-sweep.ts';
import { sweepReportText } from '../../../src/sweep/sweep-report.ts';
import { countTrials, readTrialLedger } from '../../../src/validation/trial-ledger.ts';
import { type SweepMarket, sweepMarket } from '../sweep-market.fixture.ts';

const planOf = (windows: string): string => `
note: Do threshold and window of the regression matter?
parameters:
  regimes.enterBullish: [0.15, 0.2, 0.25]
  signals.nifty-regression.gapMonths: ${windows}
design: grid
groups: 4
`;
/** The second has the six rule books of the first, and three more. */
const [FIRST, SECOND] = [planOf('[8, 10]'), planOf('[8, 10, 14]')];

/** What a run gave, and how much of it was run. */
interface Ran {
  readonly trials: Buffer;
  readonly report: string;
  readonly run: readonly number[];
  readonly reuse: ReusedResults;
}

async function ran(request: SweepRequest): Promise<Ran> {
  const run: number[] = [];
  let reuse: ReusedResults | null = null;
  const executor = (task: Parameters<typeof inlineExecutor>[0]): SweepExecutor => {
    const inner = inlineExecutor(task);
    return {
      ...inner,
      submit: (chunks) => {
        run.push(...chunks.flatMap(({ trials }) => trials));
        return inner.submit(chunks);
      },
    };
  };
  const outcome = await runSweep({ ...request, executor, onReuse: (found) => (reuse = found) });
  if (outcome.kind === 'failed') throw new Error('chunks failed');
  const trials = readFileSync(join(request.folder, 'trials.parquet'));
  return { trials, report: sweepReportText(outcome.report), run, reuse: reuse! };
}

let market: SweepMarket;
/** The folder of results that the first sweep kept, and the ledger after it. */
let kept: string;
let fromScratch: Ran;
beforeAll(async () => {
  market = await sweepMarket();
  const first = await market.request(FIRST, 'first');
  kept = first.results;
  await ran(first);
  fromScratch = await ran({ ...(await market.request(SECOND, 'scratch')), ledger: ledgerCopy('scratch') });
});
afterAll(() => market.remove());

/** The ledger as it is after the first sweep, which later ones count in. */
function ledgerCopy(name: string): string {
  const copy = join(market.folder, `${name}.jsonl`);
  for (const end of ['', '.head']) copyFileSync(`${market.ledger}${end}`, `${copy}${end}`);
  return copy;
}

const files = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((e) => e.isFile())
        .map((e) => join(e.parentPath, e.name))
    : [];

/** The second sweep, with a copy of what the first kept. */
async function second(name: string, change: (results: string) => void = () => {}): Promise<SweepRequest> {
  const results = join(market.folder, `${name}-kept`);
  for (const file of files(kept)) {
    const to = file.replace(kept, results);
    mkdirSync(join(to, '..'), { recursive: true });
    copyFileSync(file, to);
  }
  change(results);
  return { ...(await market.request(SECOND, name)), results, ledger: ledgerCopy(name) };
}

test('a sweep runs only the trials that no sweep has run, and ends with the same bytes as one that ran all', async () => {
  expect(fromScratch.run).toHaveLength(9);
  const request = await second('reusing');
  const { definition, snapshot, results } = request;
  expect(await planSweep(definition, snapshot, { results, atOnce: 2 })).toMatchObject({
    trials: 9,
    evaluated: 6,
    run: 3,
    chunks: 3,
  });
  const reusing = await ran(request);
  expect(reusing.reuse).toEqual({ reused: 6, of: 9, damaged: 0 });
  expect(reusing.run).toEqual([2, 5, 8]);
  expect(reusing.trials).toEqual(fromScratch.trials);
  expect(reusing.report).toEqual(fromScratch.report);
});

test('the same sweep in a new folder runs nothing', async () => {
  const { results } = await second('again');
  const again = await ran({
    ...(await market.request(FIRST, 'again')),
    results,
    ledger: ledgerCopy('again'),
  });
  expect([again.run, again.reuse.reused]).toEqual([[], 6]);
  expect(again.trials).toEqual(readFileSync(join(market.folder, 'first', 'trials.parquet')));
});

test('results that are damaged or gone are made again, and the trials count once', async () => {
  const damaged = await ran(
    await second('damaged', (results) => {
      for (const file of files(results)) {
        const bytes = readFileSync(file);
        bytes[bytes.length >> 1]! ^= 1;
        writeFileSync(file, bytes);
      }
    }),
  );
  expect(damaged.reuse).toEqual({ reused: 0, of: 9, damaged: files(kept).length });
  const gone = await ran(await second('gone', (results) => rmSync(results, { recursive: true })));
  for (const { run, trials, report } of [damaged, gone]) {
    expect(run).toHaveLength(9);
    expect(trials).toEqual(fromScratch.trials);
    expect(report).toEqual(fromScratch.report);
  }
});

test('a stopped sweep that is continued after another ran its trials runs only what is left', async () => {
  const request = { ...(await second('stopped')), atOnce: 2 };
  const empty = join(market.folder, 'nothing-kept');
  const stopping = (task: Parameters<typeof inlineExecutor>[0]): SweepExecutor => {
    const inner = inlineExecutor(task);
    return {
      ...inner,
      async *results() {
        for await (const outcome of inner.results()) {
          yield outcome;
          return;
        }
      },
    };
  };
  await expect(runSweep({ ...request, results: empty, executor: stopping })).rejects.toThrow(
    'after 2 of 9 rule books',
  );
  const resumed = await ran({ ...request, resume: true });
  expect(resumed.run).toEqual([2, 5, 8]);
  expect(resumed.trials).toEqual(fromScratch.trials);
  expect(resumed.report).toEqual(fromScratch.report);
});

test('results of other months are not those of the trial', async () => {
  const { definition } = await market.request(FIRST, 'first');
  const ids = new Set(readTrialLedger(market.ledger).flatMap((e) => (e.kind === 'trials' ? e.trials : [])));
  expect(ids.size).toBe(countTrials(readTrialLedger(market.ledger)));
  const other = openKeptResults(kept, definition, async () => ({ days: [] }));
  expect(other.mayHave()).toBe(true);
  expect((await other.find(ids)).returns.size).toBe(0);
});

test('the oldest results go where there are more bytes than are to be kept', async () => {
  const { results } = await second('trimmed');
  const all = files(results);
  expect(all.length).toBeGreaterThan(1);
  all.forEach((file, i) => utimesSync(file, i, i));
  const newest = all.at(-1)!;
  trimKeptResults(results, statSync(newest).size);
  expect(files(results)).toEqual([newest]);
});

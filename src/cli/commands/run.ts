import { join } from 'node:path';
import type { Command } from 'commander';
import { type Day, iso } from '../../market/day.ts';
import { NIFTY } from '../../market/series.ts';
import type { Store } from '../../market/store/store.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import type { Io } from '../shared/io.ts';
import { json } from '../json.ts';
import type { Extras } from '../shared/build-report.ts';
import { dateOption, readRuleBook, withCommon } from '../shared/options.ts';
import { type ShareOptions, whileBuilding, withShares } from '../shared/stock-options.ts';

export interface RunOptions extends ShareOptions {
  readonly asOf?: Day;
  readonly portfolio?: string;
  readonly withEvidence?: boolean;
  readonly out?: string;
}

export function addRun(program: Command, io: Io): void {
  withShares(withCommon(program.command('run')))
    .description(
      'the monthly allocation: decision.json, report.html, tables as CSV and an entry in the ledger',
    )
    .option('--as-of <date>', 'ISO date; the last session of the store if left out', dateOption)
    .option('--portfolio <file>', 'current holdings by value or by lot, CSV; see docs/portfolio-files.md')
    .option('--with-evidence', 'also puts the rules on trial, as known on that date, in the report (seconds)')
    .option('--out <folder>', 'where to write; trrm-out/<as-of date> if left out')
    .action((options: RunOptions) => runAndReport(options, io));
}

/** One monthly run from the store to the files and the ledger; also what `trrm demo` ends with. */
export async function runAndReport(options: RunOptions, io: Io): Promise<void> {
  const { withStore, asOfOr } = await import('../shared/with-store.ts');
  const { runMonth } = await import('../../decision/monthly-run.ts');
  const { appendDecision } = await import('../../decision/ledger.ts');
  const { canonicalJson } = await import('../../decision/canonical-json.ts');
  const { showRuleBook } = await import('../../rulebook/show.ts');
  const { readHoldings } = await import('../holdings.ts');
  const { reportOf } = await import('../shared/build-report.ts');
  const { publishFiles } = await import('../shared/publish-files.ts');
  const { weightsCsv } = await import('../../report/csv/weights-csv.ts');
  const { orderFiles } = await import('../../report/csv/order-files.ts');
  const { engine } = await import('../shared/engine.ts');
  const book = await readRuleBook(options.rulebook);
  const holdings = readHoldings(options.portfolio);

  const done = await withStore(options, { purpose: 'trrm run', mode: 'existing' }, async (store) => {
    const asOf = asOfOr(options.asOf, await store.load([`${NIFTY}.close`]), io.today());
    const request = {
      asOf,
      book,
      portfolio: holdings,
      engine: engine(),
      throughImport: await store.lastImport(),
    };
    const run = await whileBuilding(options, { mayWrite: true }, io, (building) =>
      runMonth(store, { ...request, building }),
    );
    const extras = options.withEvidence ? await evidenceAt(asOf, store, book, options, io) : {};
    const contents = {
      'decision.json': canonicalJson(run.decision),
      'report.html': reportOf(run, book, extras),
      'weights.csv': weightsCsv(run.decision.allocation),
      ...orderFiles(run.decision.execution),
    };
    return publishFiles(options.out ?? join('trrm-out', iso(asOf)), contents, async (files) => {
      const recorded = await appendDecision(store, {
        decision: run.decision,
        rulebook: showRuleBook(book, { comments: false }),
        portfolio: holdings,
        recordedOn: iso(io.today()),
      });
      return { decision: run.decision, recorded, files };
    });
  });
  if (options.json) return io.out(json(done.decision));
  const { runText } = await import('../text/run.ts');
  return io.out(runText(done.decision, done.recorded, done.files));
}

/** The rules on trial with what could be known at the run's date. */
async function evidenceAt(
  asOf: Day,
  store: Store,
  book: RuleBook,
  { quiet = false }: RunOptions,
  io: Io,
): Promise<Extras> {
  const { putOnTrial } = await import('../shared/run-validation.ts');
  const { DEFAULT_TRIAL } = await import('../default-trial.ts');
  return {
    evidence: await putOnTrial(store, { ...DEFAULT_TRIAL, book, knownOn: asOf, to: asOf, quiet }, io),
  };
}

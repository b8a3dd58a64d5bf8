import { join } from 'node:path';
import type { Command } from 'commander';
import { type Day, iso } from '../../market/day.ts';
import { NIFTY } from '../../market/series.ts';
import type { StoredFile } from '../../decision/ledger/entries/ledger-entry.ts';
import type { MonthlyRun } from '../../decision/run/monthly-run.ts';
import type { Store } from '../../market/store/store.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { type Io, json } from '../shared/io.ts';
import type { AppendResult } from '../../decision/ledger/ledger.ts';
import type { ReportExtras } from '../../report/decision/build-report.ts';
import { dateOption, readHoldings, readRuleBook, withCommon } from '../shared/options.ts';
import { type StockOptions, withModelBuild, withStockModels } from '../shared/stock-options.ts';

export interface RunOptions extends StockOptions {
  readonly asOf?: Day;
  readonly portfolio?: string;
  readonly withEvidence?: boolean;
  readonly withExplanations?: boolean;
  readonly out?: string;
}

export function addRun(program: Command, io: Io): void {
  withStockModels(withCommon(program.command('run')))
    .description(
      'run the monthly allocation; writes decision.json, report.html, a workbook and CSV tables, and records the decision in the ledger',
    )
    .option('--as-of <date>', 'ISO date (default: last session of the store)', dateOption)
    .option(
      '--portfolio <file>',
      'current holdings by value or by lot, as CSV (see docs/how-to/portfolio-files.md)',
    )
    .option(
      '--with-evidence',
      'add a validation of the regime model, as of that date, to the report (takes seconds)',
    )
    .option(
      '--with-explanations',
      'add how the figures of the first page come about to the report, down to the rows',
    )
    .option('--out <folder>', 'where to write (default: trrm-out/<as-of date>)')
    .action((options: RunOptions) => runAndReport(options, io));
}

/** One monthly run, from the store to the files and the ledger. `trrm demo` ends with it too. */
export async function runAndReport(options: RunOptions, io: Io): Promise<void> {
  const { asOfDate } = await import('../../market/as-of-date.ts');
  const { withStore } = await import('../shared/with-store.ts');
  const { runMonth } = await import('../../decision/run/monthly-run.ts');
  const { appendDecision } = await import('../../decision/ledger/ledger.ts');
  const { stabilityAt } = await import('../../decision/stability.ts');
  const { showRuleBook } = await import('../../rulebook/show.ts');
  const { decisionFiles } = await import('../../report/decision/decision-files.ts');
  const { publishSet } = await import('../../decision/publish/publish-set.ts');
  const { engine } = await import('../../decision/engine.ts');
  const book = await readRuleBook(options.rulebook);
  const portfolio = readHoldings(options.portfolio);

  const done = await withStore(options, { purpose: 'trrm run', mode: 'existing' }, async (store) => {
    const asOf = asOfDate(options.asOf, await store.load([`${NIFTY}.close`]), io.today());
    const request = {
      asOf,
      book,
      portfolio,
      engine: engine(),
      throughImport: await store.lastImport(),
    };
    const run = await withModelBuild(options, { writable: true }, io, (modelBuild) =>
      runMonth(store, { ...request, modelBuild }),
    );
    const extras = {
      ...(options.withEvidence && (await validationAt(asOf, store, book, options, io))),
      ...(options.withExplanations && (await explanationsOf(run, store, book, portfolio))),
    };
    const { decision } = run;
    let recorded: AppendResult | undefined;
    const { files, leftInPlace } = await publishSet(
      options.out ?? join('trrm-out', iso(asOf)),
      await decisionFiles(run, book, extras),
      {
        record: async (made) => {
          recorded = await appendDecision(store, {
            decision,
            rulebook: showRuleBook(book, { comments: false }),
            portfolio,
            recordedOn: iso(io.today()),
            files: made,
          });
          return recorded.entry.seq;
        },
      },
    );
    const stability = await stabilityAt(store, recorded!.entry, decision);
    return { decision, recorded: recorded!, stability, files, leftInPlace };
  });
  for (const file of done.leftInPlace) io.err(leftInPlaceNote(file));
  if (options.json) return io.out(json(done.decision));
  const { runText } = await import('../text/decision/run.ts');
  return io.out(
    runText(done.decision, done.recorded, {
      files: done.files,
      voteThreshold: book.regimes.voteThreshold,
      stability: done.stability,
    }),
  );
}

/** About a file of the previous set that is not TRRM's any more. */
export const leftInPlaceNote = (file: string): string =>
  `note: ${file} was changed since it was published and does not belong to this decision. It was left in place; move it to another folder.\n`;

/** The validation of the regime model with what was known at the run's date. */
export async function validationAt(
  asOf: Day,
  store: Store,
  book: RuleBook,
  { quiet }: Pick<RunOptions, 'quiet'>,
  io: Io,
): Promise<ReportExtras> {
  const { validateRegimesOfStore } = await import('../../validation/regimes/validate-store.ts');
  const { runLongTask } = await import('../shared/long-task.ts');
  const request = { book, knownOn: asOf, to: asOf, today: io.today() };
  const validation = await runLongTask(io, quiet, (task) =>
    validateRegimesOfStore(store, { ...request, ...task }),
  );
  return { validation };
}

/** How the figures of a report's first page come about. */
export async function explanationsOf(
  run: MonthlyRun,
  store: Store,
  book: RuleBook,
  portfolio: StoredFile | null,
): Promise<ReportExtras> {
  const { explainedRun } = await import('../../explain/explained-decision.ts');
  const { headlineExplanations } = await import('../../explain/headline-explanations.ts');
  return { explanations: await headlineExplanations(explainedRun(store, run, book, portfolio)) };
}

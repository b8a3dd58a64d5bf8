import { type BacktestStudy, studyJson } from '../../backtest/study.ts';
import type { BacktestResult } from '../../backtest/run-backtest.ts';
import { canonicalJson } from '../../decision/document/canonical-json.ts';
import type { FileSet } from '../../decision/publish/publish-set.ts';
import {
  futuresCsv,
  holdingsCsv,
  monthsCsv,
  navCsv,
  stockHoldingsCsv,
  stockTradesCsv,
  tradesCsv,
} from './backtest-csv.ts';

/** The files of a back-test by folder, in the order in which they are published: the record itself last. */
export interface BacktestFiles {
  readonly portfolios: FileSet | null;
  readonly decisions: FileSet | null;
  readonly backtest: FileSet;
}

/** The files that a finished back-test leaves, its page among them. Decisions only where they are asked for. */
export function backtestFiles(
  { run, months, walked }: BacktestResult,
  study: BacktestStudy,
  page: string,
  withDecisions: boolean,
): BacktestFiles {
  const asOf = run.plan.to;
  const inStocks = run.plan.level === 'shares';
  const portfolios = months.flatMap(({ portfolio }) => (portfolio ? [[portfolio.file, portfolio.text]] : []));
  const decisions = months.flatMap(({ decided, decision }) =>
    decision?.text === undefined ? [] : [[`${decided}.json`, decision.text]],
  );
  const set = (name: string, contents: readonly (readonly string[])[]): FileSet | null =>
    contents.length === 0
      ? null
      : { set: name, asOf, decision: null, contents: Object.fromEntries(contents) };
  return {
    portfolios: set('portfolios', portfolios),
    decisions: withDecisions ? set('decisions', decisions) : null,
    backtest: {
      set: 'backtest',
      asOf,
      decision: null,
      contents: {
        'backtest.json': canonicalJson(studyJson(run, study)),
        'backtest.html': page,
        'nav.csv': navCsv(run),
        'months.csv': monthsCsv(run, study.effects),
        'holdings.csv': inStocks ? stockHoldingsCsv(run, walked) : holdingsCsv(run),
        ...(run.hedge && { 'futures.csv': futuresCsv(run) }),
        'trades.csv': inStocks ? stockTradesCsv(run, walked) : tradesCsv(run),
      },
    },
  };
}

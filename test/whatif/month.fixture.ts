import { allocate } from '../../allocations/allocate.ts';
import { readPortfolioByValue } from '../../allocations/holdings/portfolio-by-value.ts';
import type { PortfolioFile } from '../../allocations/holdings/portfolio-file.ts';
import { openingHoldings } from '../../allocations/opening-holdings.ts';
import { implement } from '../../allocations/orders/implement.ts';
import { callMonth } from '../../regimes/model/call.ts';
import { decide } from '../../src/decision/run/decide.ts';
import { previousCall } from '../../src/decision/regime/previous-call.ts';
import { day } from '../../src/market/day.ts';
import { withRules } from '../../src/rulebook/change.ts';
import { DEFAULT_RULE_BOOK, type RuleBook, signalsOf } from '../../src/rulebook/rule-book.ts';
import { hashRuleBook } from '../../src/rulebook/show.ts';
import { warmMonth, type PreparedRun, type WarmMonth } from '../../src/whatif/warm-month.ts';
import { marketWithSleeves } from '../decision/decision.fixture.ts';

/** The default rules, with windows that five years of a small market can fill. */
export const BOOK: RuleBook = withRules(
  DEFAULT_RULE_BOOK,
  ['us-vix', 'india-vix', 'nifty-valuation', 'gsec-yields'].map((id) => ({
    path: `signals.${id}.minObservations`,
    value: 60,
  })),
);

const HELD = 'position,value\nmomentum,6000000\nquality,3000000\ncash,1000000\n';

/** A run of the small market, without stocks, whose holdings file may have any name. */
export async function preparedRun(asOf = '2022-06-30', file = 'held.csv'): Promise<PreparedRun> {
  const market = marketWithSleeves(7);
  const date = day(asOf);
  const called = callMonth(market, date, signalsOf(BOOK), BOOK.regimes);
  const portfolio: PortfolioFile = { kind: 'by-value', portfolio: readPortfolioByValue(HELD, file) };
  const stocksAt = () => Promise.resolve(null);
  const { allocations: rules, costs, hedge } = BOOK;
  const previous = previousCall(called.history, BOOK.regimes);
  const holdings = await openingHoldings({ market, asOf: date, previous, portfolio, rules, stocksAt });
  const view = market.view(date);
  const { regime } = called.call;
  const allocation = await allocate({ view, holdings, regime, rules, costs, stocks: null });
  const orderInput = { view, portfolio, stocks: null, futures: [], costs, hedge };
  const decision = decide({
    simulated: true,
    called,
    allocation,
    ...implement(allocation, orderInput),
    vintage: [],
    manifest: {
      engine: { name: 'trrm', version: '0.1.0', sources: 'unbuilt' },
      rulebook: hashRuleBook(BOOK),
      throughImport: 3,
      portfolio: { file: portfolio.portfolio.file, sha256: portfolio.portfolio.sha256 },
      stocks: null,
    },
    problems: [],
  });
  return {
    market,
    asOf: date,
    book: BOOK,
    decision,
    called,
    holdings,
    snapshotsUnder: () => stocksAt,
    orderInput,
  };
}

/** The same run, with nothing remembered. */
export const freshMonth = (run: PreparedRun): WarmMonth => warmMonth(run);

import { inverseVolatilityTarget } from '../../allocations/inverse-volatility/target.ts';
import { chargesOf } from '../../allocations/costs/charges.ts';
import { inForceOr } from '../../allocations/costs/in-force-or.ts';
import type { CostRules } from '../../allocations/cost-rules.ts';
import type { PositionId } from '../../allocations/positions.ts';
import { EQUITY, POSITIONS, type Weights } from '../../allocations/positions.ts';
import { modelHoldings, type SleeveHoldings } from '../../allocations/risk-model/sleeve-holdings.ts';
import { modelTarget } from '../../allocations/risk-model/target.ts';
import type { StockSnapshot } from '../../allocations/stocks/stock-snapshot.ts';
import type { OpeningHoldings } from '../../allocations/holdings/opening.ts';
import type { MonthlyHedge } from '../../allocations/hedge/result.ts';
import { historyRow } from '../../regimes/model/history-row.ts';
import { callHistory, type MonthCall } from '../../regimes/model/history.ts';
import { type Regime, REGIMES } from '../../regimes/regime.ts';
import { type MonthlyRun, runMonth, type RunRequest } from '../decision/run/monthly-run.ts';
import { runSeries } from '../decision/run/open-run.ts';
import type { AsOfView } from '../market/as-of.ts';
import { type Day, parseIso } from '../market/day.ts';
import { type Problem, UserError } from '../market/problem.ts';
import type { Store } from '../market/store/store.ts';
import { type RuleBook, signalsOf } from '../rulebook/rule-book.ts';
import { hashRuleBook } from '../rulebook/show.ts';
import { HISTORY_SERIES } from './stress/level-history.ts';

/** A month-end call of the record. */
export interface RecordedCall {
  readonly monthEnd: Day;
  /** The label in force, overrides included. */
  readonly regime: Regime;
  readonly status: 'ok' | 'insufficient';
}

/** What is held, and on what it is held: the common basis of stress tests and simulations. */
export interface PortfolioBasis {
  readonly asOf: Day;
  readonly simulated: boolean;
  readonly book: RuleBook;
  /** Of the rule book and the last import: what the figures can be reproduced from. */
  readonly rulebook: string;
  readonly throughImport: number;
  readonly view: AsOfView;
  readonly calls: readonly RecordedCall[];
  /** What is held; null where no allocation is possible, with the reason in `problems`. */
  readonly portfolio: HeldPortfolio | null;
  readonly problems: readonly Problem[];
}

/** The portfolio of a month. */
export interface HeldPortfolio {
  /** `file`: the user's holdings, before any trade. `model`: the weights after the month's run. */
  readonly source: 'file' | 'model';
  readonly weights: Weights;
  /** The same as opening holdings, for what looks through sleeves to stocks. */
  readonly holdings: OpeningHoldings;
  /** ₹; null without a portfolio file. */
  readonly value: number | null;
  readonly regime: Regime;
  /** Weights after the month's run. */
  readonly final: Weights;
  /** What each label calls for, before trading costs and limits. */
  readonly targets: Readonly<Record<Regime, Weights>>;
  readonly stocks: StockSnapshot | null;
  readonly hedge: MonthlyHedge;
}

/**
 * Runs the month and gathers what stress tests and simulations start from.
 *
 * @param made the month's run, where it was made already.
 * @throws UserError for a portfolio file with faults. A store in which nothing can be allocated gives a basis without portfolio.
 */
export async function portfolioBasis(
  store: Store,
  request: RunRequest,
  made?: MonthlyRun,
): Promise<PortfolioBasis> {
  const { asOf, book, throughImport } = request;
  const series = [...new Set([...runSeries(book), ...HISTORY_SERIES])];
  const market = await store.load(series, { throughImport });
  const view = market.view(asOf);
  const common = {
    asOf,
    simulated: store.simulated,
    book,
    rulebook: hashRuleBook(book),
    throughImport,
    view,
  };
  try {
    const run = made ?? (await runMonth(store, request));
    const { decision, called, holdings } = run;
    const stocks = await run.snapshotsUnder(book)(asOf);
    const { final } = decision.allocation;
    const source = request.portfolio ? 'file' : 'model';
    const held: OpeningHoldings =
      source === 'file' ? holdings : { ...holdings, current: final, opening: final, stocks: null };
    return {
      ...common,
      calls: recordedCalls(called.history, book),
      portfolio: {
        source,
        weights: held.opening,
        holdings: held,
        value: holdings.openingSource.kind === 'portfolio' ? holdings.openingSource.value : null,
        regime: decision.regime.regime,
        final,
        targets: await targetsOf(view, stocks, book),
        stocks,
        hedge: decision.hedge,
      },
      problems: decision.allocation.problems.filter((p) => p.severity !== 'note'),
    };
  } catch (error) {
    // Windows of the market itself can still be shown where no sleeve can be held.
    if (!(error instanceof UserError) || error.problems.some((p) => p.code !== 'no-instruments')) throw error;
    const calls = recordedCalls(callHistory(market, asOf, signalsOf(book), book.regimes), book);
    return {
      ...common,
      calls,
      portfolio: null,
      problems: error.problems.map((p) => ({ ...p, severity: 'warning' as const })),
    };
  }
}

const recordedCalls = (history: readonly MonthCall[], { regimes }: RuleBook): RecordedCall[] =>
  history.map((month) => {
    const { monthEnd, regime, status } = historyRow(month, regimes);
    return { monthEnd: parseIso(monthEnd)!, regime, status };
  });

/** The target of each label, by the route that the store's data allow. */
async function targetsOf(
  view: AsOfView,
  stocks: StockSnapshot | null,
  { allocations }: RuleBook,
): Promise<Record<Regime, Weights>> {
  const targets = await Promise.all(
    REGIMES.map(async (regime): Promise<[Regime, Weights]> => {
      const byModel = stocks && (await modelTarget(stocks, regime, allocations));
      return [regime, byModel?.weights ?? inverseVolatilityTarget(view, regime, allocations)?.weights ?? {}];
    }),
  );
  return Object.fromEntries(targets) as Record<Regime, Weights>;
}

/** Cost of selling and buying the same amount of stocks, a fraction of it: charges, and the flat impact of the rule book. */
export function roundTripCost(costs: CostRules, day: Day): number {
  // Large enough that rounding to the paisa does not show.
  const value = 1e9;
  const segment = 'equity-delivery';
  return inForceOr(
    () =>
      (['buy', 'sell'] as const).reduce(
        (sum, side) =>
          sum + chargesOf({ segment, side, value, day, liquidity: null }, costs).paise / 100 / value,
        0,
      ),
    // Before the tables of statutory charges begin, only the rule book's own rates are known.
    () => 2 * (costs.brokerage[segment] + costs.impact.unknown),
  );
}

/** One-way turnover between two sets of weights: by stock where the sleeves hold stocks, else by position. */
export function turnoverBetween(from: Weights, to: Weights, sleeves: SleeveHoldings | null): number {
  const change = new Map<string, number>();
  const add = (weights: Weights, sign: number): void => {
    for (const id of POSITIONS) {
      const weight = sign * (weights[id] ?? 0);
      const held = sleeves && isSleeve(id) ? sleeves[id] : [];
      const known = held.reduce((sum, h) => sum + h.weight, 0);
      for (const h of held) change.set(`${h.issuer}`, (change.get(`${h.issuer}`) ?? 0) + weight * h.weight);
      change.set(id, (change.get(id) ?? 0) + weight * (1 - known));
    }
  };
  add(to, 1);
  add(from, -1);
  let sum = 0;
  for (const x of change.values()) sum += Math.abs(x);
  return sum / 2;
}

const isSleeve = (id: PositionId): id is keyof SleeveHoldings => (EQUITY as readonly string[]).includes(id);

/** The stocks of each sleeve: the model portfolios; null without stocks. */
export const sleeveStocks = (stocks: StockSnapshot | null): SleeveHoldings | null =>
  stocks && modelHoldings(stocks);

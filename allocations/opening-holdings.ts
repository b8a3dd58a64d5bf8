import type { MarketHistory } from '../src/market/as-of.ts';
import { sessionOnOrBefore } from '../src/market/calendar/calendar.ts';
import { type Day, iso } from '../src/market/day.ts';
import type { SleeveAllocation } from './allocation.ts';
import type { OpeningHoldings, PreviousCall } from './holdings/opening.ts';
import { stockHoldings } from './holdings/stock-holdings.ts';
import { type PortfolioFile, positionsOf } from './holdings/portfolio-file.ts';
import type { AllocationRules } from './rules.ts';
import { modelTarget } from './risk-model/target.ts';
import { type PositionId, POSITIONS, type SleeveId, type Weights } from './positions.ts';
import type { SnapshotProvider } from './stocks/stock-snapshot.ts';
import { withIndexSleeves } from './stocks/index-sleeves.ts';
import { inverseVolatilityTarget } from './inverse-volatility/target.ts';

export interface OpeningHoldingsInput {
  readonly market: MarketHistory;
  readonly asOf: Day;
  /** Null if there is no earlier call. */
  readonly previous: PreviousCall | null;
  readonly portfolio: PortfolioFile | null;
  readonly rules: AllocationRules;
  readonly stocksAt: SnapshotProvider;
}

/**
 * The opening holdings of a run. With a portfolio file, its own weights: they are valued at the as-of date, so there is
 * no drift. Without one, the model's own portfolio: its target at the previous month-end, as known then, drifted by the
 * total return of the sleeves' stocks or proxy indices. Positions without a return series (the strategic part) are taken
 * as unchanged (our choice). Empty if there is no earlier call, or if no sleeve could be held then.
 */
export async function openingHoldings(input: OpeningHoldingsInput): Promise<OpeningHoldings> {
  const { portfolio, previous } = input;
  const previousRegime = previous?.regime ?? null;
  if (portfolio) {
    const { file, sha256, value, holdings } = positionsOf(portfolio);
    const weights = Object.fromEntries(POSITIONS.map((id) => [id, (holdings[id] ?? 0) / value]));
    return {
      previousRegime,
      openingSource: { kind: 'portfolio', file, sha256, value },
      current: weights,
      opening: weights,
      stocks: stockHoldings(portfolio),
    };
  }
  const target = previous && (await previousTarget(input, previous));
  if (!target)
    return { previousRegime, openingSource: { kind: 'none' }, current: {}, opening: {}, stocks: null };
  return {
    previousRegime,
    openingSource: { kind: 'model', monthEnd: iso(previous.monthEnd), regime: previous.regime },
    current: target.weights,
    opening: drift(target.weights, await growthSince(input, previous.monthEnd, target.sleeves)),
    stocks: null,
  };
}

interface PreviousTarget {
  readonly sleeves: readonly SleeveAllocation[];
  readonly weights: Readonly<Record<PositionId, number>>;
}

/** The model's target at a month-end, by the allocation route that was available then. */
async function previousTarget(
  { market, rules, stocksAt }: OpeningHoldingsInput,
  { monthEnd, regime }: PreviousCall,
): Promise<PreviousTarget | null> {
  const stocks = await stocksAt(monthEnd);
  const view = market.view(monthEnd);
  const target = stocks && (await modelTarget(withIndexSleeves(stocks, view, rules), regime, rules));
  if (target) return { sleeves: target.lines, weights: target.weights };
  return inverseVolatilityTarget(view, regime, rules);
}

/** Growth factor of each sleeve from the close of a day to the as-of date. */
async function growthSince(
  { market, asOf, stocksAt }: OpeningHoldingsInput,
  since: Day,
  sleeves: readonly SleeveAllocation[],
): Promise<ReadonlyMap<PositionId, number>> {
  const view = market.view(asOf);
  const holdsStocks = sleeves.some(({ instrument }) => instrument?.kind === 'stocks');
  const stocks = holdsStocks ? await stocksAt(asOf) : null;
  const growthOf = (id: SleeveId, instrument: SleeveAllocation['instrument']): number => {
    if (instrument === null) return 1;
    if (instrument.kind === 'index') {
      const { observedOn, value } = view.column(`${instrument.series}.${instrument.field}`);
      return growth(observedOn, value, since);
    }
    const levels = stocks?.sleeves[id]?.levels;
    return levels ? growth(levels.day, levels.total, since) : 1;
  };
  return new Map(sleeves.map(({ id, instrument }) => [id, growthOf(id, instrument)]));
}

/** 1 if there is no level on or before the day. */
function growth(days: ArrayLike<number>, levels: ArrayLike<number>, since: Day): number {
  const from = levels[sessionOnOrBefore(days, since)];
  return from === undefined ? 1 : levels[levels.length - 1]! / from;
}

function drift(
  weights: Readonly<Record<PositionId, number>>,
  moved: ReadonlyMap<PositionId, number>,
): Weights {
  const grown = POSITIONS.map((id) => weights[id] * (moved.get(id) ?? 1));
  const total = grown.reduce((sum, w) => sum + w, 0);
  return Object.fromEntries(POSITIONS.map((id, i) => [id, grown[i]! / total]));
}

import { POSITIONS } from '../../../allocations/positions.ts';
import { type DealingRates, type Fill } from '../fill/fill.ts';
import { fillByReset } from '../fill/reset.ts';
import { fillByUnits } from '../fill/units.ts';
import type { IndexMarket } from '../instruments/index-market.ts';
import type { FillRule } from '../plan.ts';
import type { ScheduledMonth } from '../schedule.ts';

/** Weights by position that a month decided, with those it was decided on. In `POSITIONS` order. */
export interface DecidedWeights {
  readonly opening: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

/** What is held after a fill, in units of the value at the start. */
export interface HeldState {
  /** Session of the fill. */
  readonly session: number;
  readonly holdings: Float64Array;
  /** Value without any costs, by the returns of what was held. */
  readonly gross: number;
}

/** One month at index level: from its fill to the next. */
export interface WalkedMonth {
  readonly fill: Fill;
  /** Weights by position before and after the fill. */
  readonly weightsBefore: Float64Array;
  readonly weightsAfter: Float64Array;
  /** Value at the close of each session from the fill's on, to the next fill's, which is not included unless it is the last. */
  readonly net: Float64Array;
  readonly gross: Float64Array;
  /** Return of what was held until the next fill, before and after expenses. */
  readonly heldReturn: number;
  readonly returnAfterExpenses: number;
  readonly state: HeldState;
}

const CASH = POSITIONS.indexOf('liquid-fund');

/** All money in cash at the first fill. */
export const openingState = (first: ScheduledMonth): HeldState => ({
  session: first.filled,
  holdings: Float64Array.from(POSITIONS, (_, i) => (i === CASH ? 1 : 0)),
  gross: 1,
});

/** What holdings are worth at a session. Something that is not held needs no level. */
export function valuesAt(
  { session, holdings }: Pick<HeldState, 'session' | 'holdings'>,
  levels: readonly Float64Array[],
  at: number,
): Float64Array {
  // All money is cash until the first fill, whatever was decided before it.
  if (at <= session) return holdings;
  return holdings.map((value, i) => (value === 0 ? 0 : (value * levels[i]![at]!) / levels[i]![session]!));
}

export const sumOf = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0);

/** Weights of what is held at a session. */
export function weightsAt(state: HeldState, { netLevels }: IndexMarket, at: number): Float64Array {
  const values = valuesAt(state, netLevels, at);
  const total = sumOf(values);
  return values.map((v) => v / total);
}

export interface FillSettings {
  readonly fill: FillRule;
  readonly rates: DealingRates;
  /** A first purchase sets the weights exactly: there is no cash outside the portfolio to pay its costs from. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** One month of a walk: fills what was decided and values it to the next fill. */
export function walkMonth(
  state: HeldState,
  month: ScheduledMonth,
  decided: DecidedWeights,
  market: IndexMarket,
  { fill: rule, rates, isFirst, isLast }: FillSettings,
): WalkedMonth {
  const { filled, until } = month;
  const held = valuesAt(state, market.netLevels, filled);
  const fill =
    isFirst || rule === 'reset'
      ? fillByReset(held, decided.weights, rates)
      : fillByUnits(held, decided.opening, decided.weights, rates);
  const next = { session: filled, holdings: fill.holdings };
  const grossAt = (at: number): number => sumOf(valuesAt(next, market.levels, at)) / fill.after;
  const netAt = (at: number): number => sumOf(valuesAt(next, market.netLevels, at));
  const atFill = state.gross * grossGrowth(state, market, filled);
  const sessions = until - filled + (isLast ? 1 : 0);
  return {
    fill,
    weightsBefore: held.map((v) => v / fill.before),
    weightsAfter: fill.holdings.map((v) => v / fill.after),
    net: Float64Array.from({ length: sessions }, (_, i) => netAt(filled + i)),
    gross: Float64Array.from({ length: sessions }, (_, i) => atFill * grossAt(filled + i)),
    heldReturn: grossAt(until) - 1,
    returnAfterExpenses: netAt(until) / fill.after - 1,
    state: { ...next, gross: atFill },
  };
}

const grossGrowth = (state: HeldState, { levels }: IndexMarket, at: number): number =>
  sumOf(valuesAt(state, levels, at)) / sumOf(state.holdings);

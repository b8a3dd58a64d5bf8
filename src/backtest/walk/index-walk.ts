import { POSITIONS } from '../../../allocations/positions.ts';
import { type DealingRates, type Fill } from '../fill/fill.ts';
import { fillByReset } from '../fill/reset.ts';
import { fillByUnits } from '../fill/units.ts';
import type { IndexMarket } from '../instruments/index-market.ts';
import type { FillRule } from '../plan.ts';
import type { ScheduledMonth } from '../schedule.ts';
import type { RecordMonth } from './record-month.ts';
import { fillAfterTax, type HeldTax, interestOnReserve, openHeldTax } from './held-tax.ts';
import type { Levies } from '../../../allocations/tax/tax-rules.ts';

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
  /** Null where no tax is followed. */
  readonly tax: HeldTax | null;
}

/** One month at index level: from its fill to the next. */
export interface WalkedMonth extends RecordMonth {
  readonly fill: Fill;
  readonly state: HeldState;
}

const CASH = POSITIONS.indexOf('liquid-fund');

/** How a walk is taxed, and the ₹ that its start value of 1 stands for. */
export interface TaxedWalk {
  readonly levies: Levies;
  readonly value: number;
}

/** All money in cash at the first fill. */
export const openingState = (first: ScheduledMonth, taxed: TaxedWalk | null = null): HeldState => ({
  session: first.filled,
  holdings: Float64Array.from(POSITIONS, (_, i) => (i === CASH ? 1 : 0)),
  gross: 1,
  tax: taxed && openHeldTax(taxed.levies, first.filled, taxed.value),
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

/** The sum of `valuesAt`, without the array: a walk asks for it every session. */
function valueAt(
  { session, holdings }: Pick<HeldState, 'session' | 'holdings'>,
  levels: readonly Float64Array[],
  at: number,
): number {
  if (at <= session) return sumOf(holdings);
  let sum = 0;
  for (let i = 0; i < holdings.length; i++)
    if (holdings[i]! !== 0) sum += (holdings[i]! * levels[i]![at]!) / levels[i]![session]!;
  return sum;
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
  /** Multiple of all charges that the rates contain. */
  readonly multiple: number;
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
  { fill: rule, rates, multiple, isFirst, isLast }: FillSettings,
): WalkedMonth {
  const { filled, until } = month;
  const deal = (from: Float64Array, withheld: number): Fill =>
    isFirst || rule === 'reset'
      ? fillByReset(from, decided.weights, rates, withheld)
      : fillByUnits(from, decided.opening, decided.weights, rates, withheld);
  const holdings = valuesAt(state, market.netLevels, filled);
  const before = sumOf(holdings) + (state.tax ? interestOnReserve(state.tax, market, filled) : 0);
  const grown = state.tax && {
    ...state.tax,
    beforeTax: state.tax.beforeTax * (sumOf(holdings) / sumOf(state.holdings)),
  };
  const taxed = grown && fillAfterTax(grown, holdings, market, filled, { deal, rates, multiple });
  const { held, fill } = taxed ?? { held: holdings, fill: deal(holdings, 0) };
  const tax = taxed && taxed.tax;
  const next = { session: filled, holdings: fill.holdings };
  const grossAt = (at: number): number => valueAt(next, market.levels, at) / fill.after;
  const netAt = (at: number): number => valueAt(next, market.netLevels, at);
  const afterTaxAt = (at: number): number => netAt(at) + (tax ? interestOnReserve(tax, market, at) : 0);
  const atFill = state.gross * grossGrowth(state, market, filled);
  const sessions = until - filled + (isLast ? 1 : 0);
  const bySession = (of: (at: number) => number): Float64Array =>
    Float64Array.from({ length: sessions }, (_, i) => of(filled + i));
  const net = bySession(netAt);
  // Of each ₹ before the fill, what its costs left.
  const kept = tax ? 1 - fill.cost / fill.before : fill.after / fill.before;
  return {
    fill,
    weightsBefore: held.map((v) => v / fill.before),
    weightsAfter: fill.holdings.map((v) => v / fill.after),
    net: tax ? net.map((v) => (tax.beforeTax * v) / fill.after) : net,
    gross: bySession((at) => atFill * grossAt(at)),
    afterTax: tax && bySession(afterTaxAt),
    returns: {
      held: grossAt(until) - 1,
      afterCosts: kept * grossAt(until) - 1,
      afterExpenses: kept * (netAt(until) / fill.after) - 1,
      record: afterTaxAt(until) / before - 1,
    },
    state: { ...next, gross: atFill, tax },
  };
}

const grossGrowth = (state: HeldState, { levels }: IndexMarket, at: number): number =>
  valueAt(state, levels, at) / sumOf(state.holdings);

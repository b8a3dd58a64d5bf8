import { POSITIONS } from '../../../allocations/positions.ts';
import { type TradingRates, type Fill } from '../fill/fill.ts';
import { fillByReset } from '../fill/reset.ts';
import { fillByUnits } from '../fill/units.ts';
import type { Day } from '../../market/day.ts';
import type { IndexMarket } from '../instruments/index-market.ts';
import type { FillRule } from '../plan.ts';
import type { ScheduledMonth } from '../schedule.ts';
import type { RecordMonth } from './record-month.ts';
import { openFeeAccount } from '../fee/performance-fee.ts';
import type { DecidedHedge } from '../hedge/decided-hedge.ts';
import { NO_FUTURES } from '../hedge/futures-account.ts';
import { fillAfterTax, type HeldTax, interestOnReserve, openHeldTax, type TaxedWalk } from './held-tax.ts';
import { type FlowRules, type LiquidFlows, liquidFlows } from './liquid-flows.ts';

/** Weights by position that a month decided, with those it was decided on. In `POSITIONS` order. */
export interface DecidedWeights {
  readonly opening: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

/** Money below this fraction is what sums of a fill are not exact to. */
const ROUNDING = 1e-12;

/** What is held after a fill, in units of the value at the start. */
export interface HeldState {
  /** Session of the fill. */
  readonly session: number;
  readonly holdings: Float64Array;
  /** Value without any costs at the next fill, by the returns of what was held. */
  readonly gross: number;
  /** Value at the next fill of each 1 held after this one, expenses paid. */
  readonly growth: number;
  /** Null where no tax is followed. */
  readonly tax: HeldTax | null;
  /** Money beside the holdings until the next fill; null without a hedge and a performance fee. */
  readonly flows: Pick<LiquidFlows, 'net' | 'state'> | null;
}

/** One month at index level: from its fill to the next. */
export interface WalkedMonth extends RecordMonth {
  readonly fill: Fill;
  readonly state: HeldState;
  readonly flows: LiquidFlows | null;
}

const CASH = POSITIONS.indexOf('liquid-fund');

/** All money in cash at the first fill. */
export const openingState = (
  first: ScheduledMonth,
  taxed: TaxedWalk | null = null,
  since: Day | null = null,
): HeldState => ({
  session: first.filled,
  holdings: Float64Array.from(POSITIONS, (_, i) => (i === CASH ? 1 : 0)),
  gross: 1,
  growth: 1,
  tax: taxed && openHeldTax(taxed, first.filled),
  flows: since && {
    net: new Float64Array(1),
    state: { futures: NO_FUTURES, fee: openFeeAccount(1, since) },
  },
});

/** What holdings are worth at a session; the liquid fund is below 0 where it is overdrawn. Something that is not held needs no level. */
export function valuesAt(
  { session, holdings, flows }: Pick<HeldState, 'session' | 'holdings' | 'flows'>,
  levels: readonly Float64Array[],
  at: number,
): Float64Array {
  // All money is cash until the first fill, whatever was decided before it.
  if (at <= session) return holdings;
  const values = new Float64Array(holdings.length);
  for (let i = 0; i < holdings.length; i++)
    if (holdings[i]! !== 0) values[i] = (holdings[i]! * levels[i]![at]!) / levels[i]![session]!;
  if (flows) values[CASH]! += flows.net[at - session]!;
  return values;
}

/**
 * The sums of `valuesAt` without flows at `count` sessions from the fill on. Positions outside and sessions inside: the division
 * and the branch of a position stay out of the loop over its levels, which is most of the time of a walk.
 */
function worthBySession(
  { session, holdings }: Pick<HeldState, 'session' | 'holdings'>,
  levels: readonly Float64Array[],
  count: number,
): Float64Array {
  const worth = new Float64Array(count);
  for (let i = 0; i < holdings.length; i++) {
    const held = holdings[i]!;
    if (held === 0) continue;
    const level = levels[i]!;
    const base = level[session]!;
    for (let k = 1; k < count; k++) worth[k]! += (held * level[session + k]!) / base;
  }
  worth[0] = sumOf(holdings);
  return worth;
}

export function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

/** Weights of what is held at a session. */
export function weightsAt(state: HeldState, { netLevels }: IndexMarket, at: number): Float64Array {
  const values = valuesAt(state, netLevels, at);
  return over(values, sumOf(values));
}

export interface FillSettings {
  readonly fill: FillRule;
  readonly rates: TradingRates;
  /** Multiple of all charges that the rates contain. */
  readonly multiple: number;
  /** A first purchase sets the weights exactly: there is no cash outside the portfolio to pay its costs from. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Futures and performance fees; null or absent without. */
  readonly flows?: FlowRules | null;
  /** The futures decided. */
  readonly hedge?: DecidedHedge | null;
}

/** One month of a walk: fills what was decided and values it to the next fill. */
export function walkMonth(
  state: HeldState,
  month: ScheduledMonth,
  decided: DecidedWeights,
  market: IndexMarket,
  settings: FillSettings,
): WalkedMonth {
  const { fill: rule, rates, multiple, isFirst, isLast } = settings;
  const { filled, until } = month;
  const values = valuesAt(state, market.netLevels, filled);
  // What the liquid fund is overdrawn by is paid from the fill's sales before anything is bought.
  const owed = Math.max(0, -values[CASH]!);
  const holdings = owed > 0 ? values.map((v, i) => (i === CASH ? 0 : v)) : values;
  const fillFrom = (from: Float64Array, withheld: number): Fill =>
    isFirst || rule === 'reset'
      ? fillByReset(from, decided.weights, rates, withheld + owed)
      : fillByUnits(from, decided.opening, decided.weights, rates, withheld + owed);
  const before = sumOf(values) + (state.tax ? interestOnReserve(state.tax, market, filled) : 0);
  const grown = state.tax && { ...state.tax, beforeTax: state.tax.beforeTax * state.growth };
  const taxed = grown && fillAfterTax(grown, holdings, market, filled, { fillFrom, rates, multiple, owed });
  const { held, fill } = taxed ?? { held: holdings, fill: fillFrom(holdings, 0) };
  const tax = taxed && taxed.tax;
  const next = { session: filled, holdings: fill.holdings };
  // The fill, the sessions after it and the next fill.
  const count = until - filled + 1;
  const worth = worthBySession(next, market.netLevels, count);
  // What the fill kept back beyond the tax pays what is owed.
  const beside = fill.before - fill.cost - fill.after - (taxed?.withheld ?? 0) - owed;
  const flows =
    state.flows && settings.flows
      ? liquidFlows({
          rules: settings.flows,
          market,
          filled,
          until,
          state: state.flows.state,
          decided: settings.hedge ?? null,
          start: Math.abs(beside) < ROUNDING * fill.before ? 0 : beside,
          liquid: fill.holdings[CASH]!,
          worth: (at) => worth[at - filled]!,
          beforeTax: tax && tax.beforeTax,
        })
      : null;
  const after = fill.after + (flows?.start ?? 0);
  const atFill = state.gross;
  const heldWorth = worthBySession(next, market.levels, count);
  const growthBySession = over(plus(heldWorth, flows && flows.gross), after);
  const netWorth = plus(worth, flows && flows.net);
  const taxedWorth = tax && netWorth.map((v, k) => v + interestOnReserve(tax, market, filled + k));
  // At the next fill, whose own value belongs to the next month.
  const end = count - 1;
  const ofMonth = isLast ? count : end;
  // Of each ₹ before the fill, what its costs left.
  const kept = tax || flows ? 1 - fill.cost / (fill.before - owed) : fill.after / fill.before;
  const growth = netWorth[end]! / after;
  const net = netWorth.slice(0, ofMonth);
  const gross = growthBySession.slice(0, ofMonth);
  for (let k = 0; k < ofMonth; k++) gross[k]! *= atFill;
  if (tax) for (let k = 0; k < ofMonth; k++) net[k] = (tax.beforeTax * net[k]!) / after;
  return {
    fill,
    weightsBefore: over(held, fill.before),
    weightsAfter: over(fill.holdings, fill.after),
    net,
    gross,
    afterTax: taxedWorth && taxedWorth.slice(0, ofMonth),
    returns: {
      held: heldWorth[end]! / fill.after - 1,
      hedged: growthBySession[end]! - 1,
      afterCosts: (kept * (heldWorth[end]! + (flows?.charged[end] ?? 0))) / after - 1,
      afterExpenses: kept * growth - 1,
      record: (taxedWorth ?? netWorth)[end]! / before - 1,
    },
    state: {
      ...next,
      gross: atFill * growthBySession[end]!,
      growth,
      tax: tax && flows ? { ...tax, futures: flows.taxable } : tax,
      flows,
    },
    flows,
  };
}

/** The sums of two series; the first itself without a second. */
function plus(a: Float64Array, b: Float64Array | null): Float64Array {
  if (!b) return a;
  const sums = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) sums[i] = a[i]! + b[i]!;
  return sums;
}

/** Each value divided by one number. */
function over(values: Float64Array, by: number): Float64Array {
  const quotients = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) quotients[i] = values[i]! / by;
  return quotients;
}

import type { AllocationRules } from '../../../allocations/rules.ts';
import { type PositionId, POSITIONS, STRATEGIC } from '../../../allocations/positions.ts';
import type { AsOfView } from '../../market/as-of.ts';
import { type Day, displayDay, iso } from '../../market/day.ts';
import { type Problem, userError } from '../../market/problem.ts';
import { GSEC_10Y, IIMA, NIFTY, type SeriesId, type SeriesKey } from '../../market/series.ts';
import type { BacktestRules } from '../../rulebook/backtest-rules.ts';
import { gold } from './gold.ts';
import { gSec } from './g-sec.ts';
import { liquidFund } from './liquid-fund.ts';
import { commonField, type MeasuredIndices, sleeveSeries } from './one-kind-of-level.ts';
import { sessionLevels } from './session-levels.ts';

/** Series that the strategic positions are valued by. */
export const TREASURY_BILLS = 'tbill-91d';
const GOLD_RUPEES = 'gold-inr';
/** What cash earns before the first T-bill yield. */
const RISK_FREE: SeriesKey = `${IIMA}.rf`;

/** What can be held at index level, by session: levels with dividends, before and after the cost of holding. */
export interface IndexMarket {
  readonly sessions: readonly Day[];
  /** By position, in `POSITIONS` order; NaN where it cannot be held. */
  readonly levels: readonly Float64Array[];
  /** The same less expenses. */
  readonly netLevels: readonly Float64Array[];
  /** Levels of further series, by id: benchmarks. */
  readonly series: ReadonlyMap<SeriesId, Float64Array>;
  /** Total returns, or prices alone where some index of the span has no total returns. */
  readonly field: 'tri' | 'close';
  readonly problems: readonly Problem[];
}

export interface IndexMarketRequest extends MeasuredIndices {
  /** Null charges nothing. */
  readonly expenses: BacktestRules | null;
}

/** The series behind an index market, to be loaded before. */
export const indexMarketSeries = (
  instruments: AllocationRules['instruments'],
  benchmarks: readonly SeriesId[],
): SeriesKey[] => [
  ...[...sleeveSeries(instruments), ...benchmarks].flatMap((id): SeriesKey[] => [`${id}.tri`, `${id}.close`]),
  `${TREASURY_BILLS}.close`,
  RISK_FREE,
  `${GOLD_RUPEES}.close`,
  `${GSEC_10Y}.close`,
];

/**
 * Makes the levels of all positions and benchmarks. Total returns and prices are never mixed: where an index that has prices
 * in the span has no total returns from its start, all are price-only.
 *
 * @throws UserError for levels that cannot be used, or a benchmark without levels.
 */
export function indexMarket(request: IndexMarketRequest): IndexMarket {
  const { view, sessions, span, instruments, benchmarks, expenses } = request;
  const used = { ...span, first: Math.max(0, span.first) };
  const field = commonField(request);
  const problems: Problem[] = [];
  const levelsOf = (id: SeriesId): Float64Array => {
    const read = sessionLevels(`${id}.${field}`, view.column(`${id}.${field}`), sessions, used);
    problems.push(...read.problems);
    return read.levels;
  };
  const liquid = liquidFund(view.column(`${TREASURY_BILLS}.close`), sessions, view.column(RISK_FREE));
  const metal = gold(view.column(`${GOLD_RUPEES}.close`), sessions, liquid);
  const bond = gSec(view.column(`${GSEC_10Y}.close`), sessions);
  const strategic = { gold: metal.levels, 'liquid-fund': liquid, 'g-sec': orElse(bond, liquid) };
  const none = new Float64Array(sessions.length).fill(NaN);
  const levels = POSITIONS.map((id): Float64Array => {
    if (isStrategic(id)) return strategic[id];
    const series = id === 'nifty-50' ? NIFTY : instruments[id]?.series;
    return series === undefined ? none : levelsOf(series);
  });
  const series = new Map(benchmarks.map((id) => [id, levelsOf(id)]));
  for (const [id, path] of series) if (!(path[used.first]! > 0)) throw lateBenchmark(request, id, field);
  return {
    sessions,
    levels,
    netLevels: levels.map((path, i) => afterExpenses(path, sessions, expenseOf(POSITIONS[i]!, expenses))),
    series,
    field,
    problems: [
      ...problems,
      ...missingBills(view, sessions, used.first),
      ...missingBond(bond, sessions, used),
      ...missingGold(metal.standsIn, sessions, used),
      ...(field === 'close' ? [pricesOnly()] : []),
    ],
  };
}

/** A benchmark unknown to the store, or one that begins after the back-test; the remedy names the span both have. */
function lateBenchmark(
  { view, sessions, span }: IndexMarketRequest,
  id: SeriesId,
  field: IndexMarket['field'],
): Error {
  const begins = view.column(`${id}.${field}`).observedOn[0] as Day | undefined;
  const levels = field === 'tri' ? 'total-return levels' : 'levels';
  const from = displayDay(sessions[Math.max(0, span.first)]!);
  return begins === undefined
    ? userError(
        'backtest-benchmark',
        id,
        `has no ${levels} in the store.`,
        'Check the name with trrm status, import its history, or choose another --benchmark.',
      )
    : userError(
        'backtest-benchmark',
        id,
        `has ${levels} from ${displayDay(begins)}, but the back-test begins on ${from}.`,
        `Give --from ${iso(begins)}, or choose another --benchmark.`,
      );
}

const isStrategic = (id: PositionId): id is (typeof STRATEGIC)[number] =>
  (STRATEGIC as readonly string[]).includes(id);

/** Sleeves held by an index, the strategic positions, and a fee on all of them, a fraction a year. */
const expenseOf = (id: PositionId, rules: BacktestRules | null): number =>
  rules === null ? 0 : rules.fee.fixed + (isStrategic(id) ? rules.expense[id] : rules.expense.index);

/** Expenses accrue from session to session, actual days over 365. */
export function afterExpenses(levels: Float64Array, sessions: readonly Day[], yearly: number): Float64Array {
  if (yearly === 0) return levels;
  let factor = 1;
  return levels.map((level, s) => {
    if (s > 0) factor *= 1 - (yearly * (sessions[s]! - sessions[s - 1]!)) / 365;
    return level * factor;
  });
}

/** Before its first yield the bond earns what the liquid fund does. */
function orElse(bond: Float64Array, liquid: Float64Array): Float64Array {
  const first = bond.findIndex((level) => !Number.isNaN(level));
  if (first <= 0) return first < 0 ? liquid : bond;
  return bond.map((level, s) => (s < first ? liquid[s]! / liquid[first]! : level));
}

const problem = (code: string, about: string, message: string, remedy: string): Problem => ({
  severity: 'warning',
  code,
  about,
  message,
  remedy,
});

function missingBills(view: AsOfView, sessions: readonly Day[], first: number): Problem[] {
  const { observedOn } = view.column(`${TREASURY_BILLS}.close`);
  if ((observedOn[0] ?? Infinity) <= sessions[first]!) return [];
  const until =
    observedOn.length === 0 ? 'The store has no' : `Before ${displayDay(observedOn[0] as Day)} it has no`;
  const known = view.column(RISK_FREE).knownOn[0] ?? Infinity;
  const earns =
    known <= sessions[first]!
      ? 'there the liquid fund earns the risk-free rate of IIM Ahmedabad’s factor library, as known at the time'
      : 'there the liquid fund earns nothing';
  return [
    problem(
      'backtest-no-bills',
      TREASURY_BILLS,
      `${until} yields of 91-day T-bills; ${earns}.`,
      'Import the yields of T-bill auctions.',
    ),
  ];
}

function missingBond(
  bond: Float64Array,
  sessions: readonly Day[],
  { first }: { readonly first: number },
): Problem[] {
  if (!Number.isNaN(bond[first]!)) return [];
  return [
    problem(
      'backtest-no-g-sec',
      'g-sec',
      `There is no ten-year G-sec yield on ${displayDay(sessions[first]!)}; until the first one, G-secs earn what the liquid fund does.`,
      'Import the yield history.',
    ),
  ];
}

function missingGold(
  standsIn: Uint8Array,
  sessions: readonly Day[],
  { first, last }: { readonly first: number; readonly last: number },
): Problem[] {
  const missing = standsIn.subarray(first + 1, last + 1).reduce((n, x) => n + x, 0);
  if (missing === 0) return [];
  const at = standsIn.indexOf(1, first + 1);
  return [
    problem(
      'backtest-no-gold',
      'gold',
      `There is no price of gold in rupees on ${missing} of ${last - first} sessions (the first ${displayDay(sessions[at]!)}); there its part is in the liquid fund.`,
      'Import a price of gold in rupees.',
    ),
  ];
}

const pricesOnly = (): Problem =>
  problem(
    'backtest-price-only',
    'indices',
    'Some index has no total returns from the start of the span, so every index and benchmark is without dividends: about 1.4 % a year less for the Nifty 50.',
    'Import total-return histories, or begin later with --from.',
  );

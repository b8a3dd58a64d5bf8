import { inverseVolatilityTarget } from '../../allocations/inverse-volatility/target.ts';
import { SLEEVES } from '../../allocations/positions.ts';
import type { AllocationRules } from '../../allocations/rules.ts';
import type { AsOfView, MarketHistory } from '../market/as-of.ts';
import { monthEnds } from '../market/calendar/calendar.ts';
import { type Day, displayDay, iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import type { SeriesId } from '../market/series.ts';
import type { IndexMarket } from './instruments/index-market.ts';
import type { BacktestPlan } from './plan.ts';
import type { Schedule } from './schedule.ts';

/** The first month-end at which a sleeve can be held, by the weights' own rule, and trading can be charged. */
export function firstHoldable(
  data: MarketHistory,
  sessions: readonly Day[],
  rules: AllocationRules,
  weights: BacktestPlan['weights'],
  isCharged: (session: number) => boolean,
): Day {
  const holdable = monthEnds(sessions).find(
    (s) => canHold(data, sessions[s]!, rules, weights) && isCharged(s),
  );
  if (holdable !== undefined) return sessions[holdable]!;
  throw userError(
    'no-instruments',
    'backtest',
    'No sleeve can be held at any month-end: the store has no history of a sleeve’s index.',
    'Import index histories (niftyindices), for instance NIFTY200 MOMENTUM 30.',
  );
}

function canHold(
  data: MarketHistory,
  asOf: Day,
  rules: AllocationRules,
  weights: BacktestPlan['weights'],
): boolean {
  const view = data.view(asOf);
  const some = SLEEVES.some((id) => {
    const series = rules.instruments[id]?.series;
    return series !== undefined && (hasLevels(view, series, asOf) || isStarted(view, series));
  });
  if (!some || weights === 'base') return some;
  return inverseVolatilityTarget(view, 'consolidation', rules) !== null;
}

const isStarted = (view: AsOfView, id: SeriesId): boolean => view.column(`${id}.close`).observedOn.length > 0;
export const hasLevels = (view: AsOfView, id: SeriesId, by: Day): boolean =>
  (['tri', 'close'] as const).some(
    (field) => (view.column(`${id}.${field}`).observedOn[0] ?? Infinity) <= by,
  );

interface Holdable {
  readonly market: IndexMarket;
  readonly schedule: Schedule;
  readonly rules: AllocationRules;
  readonly data: MarketHistory;
  readonly weights: BacktestPlan['weights'];
  readonly isCharged: (session: number) => boolean;
}

/** Refuses a start at which no sleeve can be held, naming the first at which one can. */
export function refuseUnheld(
  { market, schedule, rules, data, weights, isCharged }: Holdable,
  from: Day,
): void {
  const { sessions, months } = schedule;
  const first = months[0]!.decided;
  const isHeld = SLEEVES.some((_, i) => market.levels[i]![first]! > 0);
  if (isHeld && canHold(data, sessions[first]!, rules, weights)) return;
  const possible = firstHoldable(data, sessions, rules, weights, isCharged);
  throw userError(
    'no-instruments',
    `--from ${iso(from)}`,
    `No sleeve can be held on ${displayDay(sessions[first]!)}.`,
    possible > sessions[first]!
      ? `Begin on ${iso(possible)} or later, the first month-end at which one can.`
      : 'Import total-return histories of the sleeves’ indices from that date on.',
  );
}

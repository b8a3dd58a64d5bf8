import { type DateInput, dayFromOptional } from '../market/date-input.ts';
import { type Day, iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import { type PeriodReturn, type PeriodRisk, returnsOf, riskOf } from './levels/performance.ts';
import { historyOfSleeve, type SleeveStore } from './sleeve-store.ts';
import {
  type ConstituentChange,
  completedReviews,
  type SleeveClose,
  type SleeveHistory,
} from './sleeve-history.ts';
import { statisticsOf } from './levels/statistics.ts';

/** The part of a sleeve store that a factsheet needs. */
export type BuiltSleeves = Pick<SleeveStore, 'simulated' | 'rules' | 'issuers' | 'histories' | 'benchmark'>;

/** The factsheet of a sleeve at a close: ISO dates, stocks by name, fractions. */
export type Factsheet = ReturnType<typeof factsheetOf>;

/**
 * The factsheet of a sleeve at the last stored close on or before a day: performance, holdings, valuation, rules and the
 * review in force. Closes are stored for the last session of each month and for the last session of all.
 *
 * @param store built sleeves, from `readSleeveStore` or `buildSleeves`.
 * @param id id of the sleeve.
 * @param date ISO date; default: the last close.
 * @returns plain data with ISO dates and fractions.
 * @throws UserError if the sleeve is unknown, or no review is in force by that day.
 * @example
 * import { factsheetOf, readSleeveStore } from 'trrm/sleeves';
 *
 * const { constituents, annualTurnover } = factsheetOf(readSleeveStore('.trrm/demo/sleeves.json'), 'value');
 * console.log(constituents.length, annualTurnover);
 */
export function factsheetOf(store: BuiltSleeves, id: string, date?: DateInput) {
  const asOf = dayFromOptional(date, 'date');
  const history = historyOfSleeve(store, id);
  const close = history.closes.findLast((c) => asOf === undefined || c.day <= asOf);
  const review = close && completedReviews(history).findLast((r) => r.effective <= close.day);
  if (!close || !review) {
    throw userError(
      'no-review',
      id,
      `has no review in force${asOf === undefined ? '' : ` by ${iso(asOf)}`}.`,
      'Choose a later date, or run `trrm sleeves build` to see which data are missing.',
    );
  }
  const named = (issuer: number) => {
    const { isin, symbol, name, sector } = store.issuers[issuer]!;
    return { isin, symbol, name, sector };
  };
  const change = ({ issuer, reason }: ConstituentChange) => ({ ...named(issuer), reason });
  const now = new Map(close.holdings);
  const market = store.benchmark;
  return {
    simulated: store.simulated,
    id,
    definition: store.rules[id]!,
    day: iso(close.day),
    first: iso(history.levels.day[0]!),
    constituentCount: close.holdings.length,
    returns: returnsOf(history.levels, market.levels, close.day) as readonly PeriodReturn[],
    risk: riskOf(history.levels, market.levels, close.day) as readonly PeriodRisk[],
    valuation: close.valuation,
    marketValuation: market.closes.find((c) => c.day === close.day)?.valuation ?? null,
    annualTurnover: statisticsOf(history, history.levels.day[0]!, close.day)?.turnover ?? null,
    cutOff: iso(review.cutOff),
    effective: iso(review.effective),
    turnover: review.turnover,
    screening: review.screening.map(({ step, entered, remaining, excluded }) => ({
      step,
      entered,
      remaining,
      excluded: excluded.map(({ reason, issuers }) => ({
        reason,
        count: issuers.length,
        symbols: issuers.map((i) => named(i).symbol),
      })),
    })),
    /** Constituents of the review; `weightNow` is the drifted weight, 0 after a removal. */
    constituents: [...review.constituents]
      .sort((a, b) => b.weight - a.weight || a.rank - b.rank)
      .map(({ issuer, ...member }) => ({ ...named(issuer), ...member, weightNow: now.get(issuer) ?? 0 })),
    sectors: sectorsOf(store, close),
    entries: review.entries.map(change),
    exits: review.exits.map(change),
    events: eventsSince(history, review.effective, close.day).map(({ day, issuer, kind, weight }) => ({
      day: iso(day),
      ...named(issuer),
      kind,
      weight,
    })),
  };
}

const eventsSince = ({ events }: SleeveHistory, after: Day, by: Day) =>
  events.filter((e) => e.day > after && e.day <= by);

/** Sector weights at a close, largest first. */
function sectorsOf({ issuers }: BuiltSleeves, { holdings }: SleeveClose) {
  const weights = new Map<string, number>();
  for (const [issuer, weight] of holdings) {
    const { sector } = issuers[issuer]!;
    weights.set(sector, (weights.get(sector) ?? 0) + weight);
  }
  return [...weights].map(([sector, weight]) => ({ sector, weight })).sort((a, b) => b.weight - a.weight);
}

import { type Day, iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import { type PeriodReturn, type PeriodRisk, returnsOf, riskOf } from './levels/performance.ts';
import { historyNamed, type SleeveRecord } from './sleeve-store.ts';
import { type Change, carriedOut, type SleeveClose, type SleeveHistory } from './sleeve-history.ts';
import { statisticsOf } from './levels/statistics.ts';

/** What a factsheet is made of. */
export type BuiltSleeves = Pick<SleeveRecord, 'simulated' | 'rules' | 'issuers' | 'histories' | 'allShares'>;

/** What an index factsheet tells of a sleeve at a close, as people read it: ISO days, companies by name, fractions. */
export type Factsheet = ReturnType<typeof factsheetOf>;

/**
 * A sleeve at the last close that is kept by a day: how it did, what it holds and costs, its rules, and the review in
 * force. Closes are kept of each month's last session and of the last session of all.
 *
 * @throws UserError where there is no such sleeve, or no review in force by the day.
 */
export function factsheetOf(record: BuiltSleeves, id: string, asOf?: Day) {
  const history = historyNamed(record, id);
  const close = history.closes.findLast((c) => asOf === undefined || c.day <= asOf);
  const review = close && carriedOut(history).findLast((r) => r.effective <= close.day);
  if (!close || !review) {
    throw userError(
      'no-review',
      id,
      `has no review in force${asOf === undefined ? '' : ` by ${iso(asOf)}`}.`,
      'Choose a later date, or see `trrm sleeves build` for what is missing.',
    );
  }
  const named = (issuer: number) => {
    const { isin, symbol, name, sector } = record.issuers[issuer]!;
    return { isin, symbol, name, sector };
  };
  const change = ({ issuer, reason }: Change) => ({ ...named(issuer), reason });
  const now = new Map(close.holdings);
  const market = record.allShares;
  return {
    simulated: record.simulated,
    id,
    definition: record.rules[id]!,
    day: iso(close.day),
    first: iso(history.levels.day[0]!),
    names: close.holdings.length,
    returns: returnsOf(history.levels, market.levels, close.day) as readonly PeriodReturn[],
    risk: riskOf(history.levels, market.levels, close.day) as readonly PeriodRisk[],
    valuation: close.valuation,
    marketValuation: market.closes.find((c) => c.day === close.day)?.valuation ?? null,
    turnoverAYear: statisticsOf(history, history.levels.day[0]!, close.day)?.turnover ?? null,
    cutOff: iso(review.cutOff),
    effective: iso(review.effective),
    turnover: review.turnover,
    funnel: review.funnel.map(({ step, entered, left, excluded }) => ({
      step,
      entered,
      left,
      excluded: excluded.map(({ reason, issuers }) => ({
        reason,
        count: issuers.length,
        symbols: issuers.map((i) => named(i).symbol),
      })),
    })),
    /** Of the review; `weightNow` is what each has drifted to, 0 where it is gone. */
    members: [...review.members]
      .sort((a, b) => b.weight - a.weight || a.rank - b.rank)
      .map(({ issuer, ...member }) => ({ ...named(issuer), ...member, weightNow: now.get(issuer) ?? 0 })),
    sectors: sectorsOf(record, close),
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

/** Weights of sectors at a close, the heaviest first. */
function sectorsOf({ issuers }: BuiltSleeves, { holdings }: SleeveClose) {
  const weights = new Map<string, number>();
  for (const [issuer, weight] of holdings) {
    const { sector } = issuers[issuer]!;
    weights.set(sector, (weights.get(sector) ?? 0) + weight);
  }
  return [...weights].map(([sector, weight]) => ({ sector, weight })).sort((a, b) => b.weight - a.weight);
}

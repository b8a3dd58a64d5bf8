import { type Day, iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import type { SleeveRecord } from '../sleeves/record.ts';
import { type CarriedOut, type Change, carriedOut, missed } from '../sleeves/sleeve-history.ts';
import { statisticsOf } from '../sleeves/statistics.ts';

const isoOrNull = (d: Day | undefined): string | null => (d === undefined ? null : iso(d));

/** Every sleeve of a record in a line. */
export function sleeveList({ simulated, rules, histories }: SleeveRecord) {
  return {
    simulated,
    sleeves: Object.entries(histories).map(([id, history]) => {
      const { levels, holdings } = history;
      const reviews = carriedOut(history);
      const figures = statisticsOf(history, levels.day[0] ?? (0 as Day), levels.day.at(-1) ?? (0 as Day));
      return {
        id,
        title: rules[id]!.title,
        follows: rules[id]!.follows,
        first: isoOrNull(levels.day[0]),
        last: isoOrNull(levels.day.at(-1)),
        reviews: reviews.length,
        infeasible: missed(history).length,
        members: holdings.length,
        price: levels.price.at(-1) ?? null,
        total: levels.total.at(-1) ?? null,
        totalReturn: figures?.totalReturn ?? null,
        volatility: figures?.volatility ?? null,
        turnover: figures?.turnover ?? null,
      };
    }),
  };
}
export type SleeveList = ReturnType<typeof sleeveList>;

/** The history of a sleeve by its id. */
export function historyNamed({ histories }: SleeveRecord, id: string) {
  const history = histories[id];
  if (!history) {
    throw userError(
      'no-such-sleeve',
      id,
      'there is no sleeve of this name.',
      `There are ${Object.keys(histories).join(', ')}.`,
    );
  }
  return history;
}

/** One sleeve: its rules, the latest review in force by a day, and what has happened since. */
export function showSleeve(record: SleeveRecord, id: string, asOf?: Day) {
  const history = historyNamed(record, id);
  const review = carriedOut(history).findLast((r) => asOf === undefined || r.effective <= asOf);
  if (!review) {
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
  const isLatest = review === carriedOut(history).at(-1);
  const now = new Map(history.holdings.map((h) => [h.issuer, h.weight]));
  return {
    simulated: record.simulated,
    id,
    definition: record.rules[id]!,
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
    members: [...review.members]
      .sort((a, b) => b.weight - a.weight || a.rank - b.rank)
      .map(({ issuer, ...member }) => ({
        ...named(issuer),
        ...member,
        // What it has drifted to is known of the latest review alone.
        weightNow: isLatest ? (now.get(issuer) ?? 0) : null,
      })),
    sectors: sectorsOf(record, review),
    entries: review.entries.map(change),
    exits: review.exits.map(change),
    events: history.events
      .filter((e) => e.day > review.effective)
      .map(({ day, issuer, kind, weight }) => ({ day: iso(day), ...named(issuer), kind, weight })),
  };
}
export type SleeveShown = ReturnType<typeof showSleeve>;

/** Weights of sectors at a review, the heaviest first. */
function sectorsOf({ issuers }: SleeveRecord, { members }: CarriedOut) {
  const weights = new Map<string, number>();
  for (const { issuer, weight } of members) {
    const { sector } = issuers[issuer]!;
    weights.set(sector, (weights.get(sector) ?? 0) + weight);
  }
  return [...weights].map(([sector, weight]) => ({ sector, weight })).sort((a, b) => b.weight - a.weight);
}

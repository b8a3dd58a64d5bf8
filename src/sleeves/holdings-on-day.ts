import { type Day, displayDay, iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import { historyNamed, type SleeveRecord } from './sleeve-store.ts';
import { closeAt, type SleeveHistory } from './sleeve-history.ts';

/**
 * What a sleeve held at the close of a day, the largest first; of all sleeves where none is named. Weights are fractions
 * of the sleeve.
 *
 * @throws UserError where the record keeps no holdings of the day.
 */
export function sleeveHoldings(record: SleeveRecord, id: string | undefined, day: Day) {
  const asked = id === undefined ? Object.keys(record.histories) : [id];
  const sleeves = asked.map((name) => {
    const history = historyNamed(record, name);
    const close = closeAt(history, day);
    return { id: name, history, close };
  });
  if (sleeves.every((s) => s.close === null)) throw notKept(sleeves[0]!.history, id ?? 'sleeves', day);
  return {
    simulated: record.simulated,
    day: iso(day),
    sleeves: sleeves.map(({ id, close }) => ({
      id,
      valuation: close?.valuation ?? null,
      holdings: (close?.holdings ?? [])
        .map(([issuer, weight]) => {
          const { isin, symbol, name, sector } = record.issuers[issuer]!;
          return { isin, symbol, name, sector, weight };
        })
        .sort((a, b) => b.weight - a.weight || (a.symbol < b.symbol ? -1 : 1)),
    })),
  };
}
export type SleeveHoldings = ReturnType<typeof sleeveHoldings>;

/** Says which days near it there are. */
function notKept({ closes }: SleeveHistory, about: string, day: Day) {
  const near = [closes.findLast((c) => c.day < day), closes.find((c) => c.day > day)].flatMap((c) =>
    c ? [iso(c.day)] : [],
  );
  return userError(
    'no-holdings',
    about,
    `there are no holdings of ${displayDay(day)}: they are kept for each month’s last session and the last of all.`,
    near.length > 0 ? `Near it are ${near.join(' and ')}.` : 'Build the sleeves over more sessions.',
  );
}

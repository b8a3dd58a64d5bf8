import { type DateInput, dayFrom } from '../market/date-input.ts';
import { type Day, displayDay, iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import { historyOfSleeve, type SleeveStore } from './sleeve-store.ts';
import { closeAt, type SleeveHistory } from './sleeve-history.ts';

/**
 * The holdings of a sleeve at the close of a day, largest first; of all sleeves if none is named. Weights are fractions of
 * the sleeve.
 *
 * @param store built sleeves, from `readSleeveStore`.
 * @param id id of the sleeve; undefined for all.
 * @param date ISO date of a month's last session, or of the last session of all.
 * @returns stocks by ISIN with their weights.
 * @throws UserError if the store has no holdings for that day.
 * @example
 * import { iso } from 'trrm';
 * import { readSleeveStore, sleeveHoldings } from 'trrm/sleeves';
 *
 * const store = readSleeveStore('.trrm/demo/sleeves.json');
 * const [value] = sleeveHoldings(store, 'value', iso(store.last.day)).sleeves;
 * console.log(value!.holdings.slice(0, 3));
 */
export function sleeveHoldings(store: SleeveStore, id: string | undefined, date: DateInput) {
  const day = dayFrom(date, 'date');
  const asked = id === undefined ? Object.keys(store.histories) : [id];
  const sleeves = asked.map((name) => {
    const history = historyOfSleeve(store, name);
    const close = closeAt(history, day);
    return { id: name, history, close };
  });
  if (sleeves.every((s) => s.close === null)) throw notKept(sleeves[0]!.history, id ?? 'sleeves', day);
  return {
    simulated: store.simulated,
    day: iso(day),
    sleeves: sleeves.map(({ id, close }) => ({
      id,
      valuation: close?.valuation ?? null,
      holdings: (close?.holdings ?? [])
        .map(([issuer, weight]) => {
          const { isin, symbol, name, sector } = store.issuers[issuer]!;
          return { isin, symbol, name, sector, weight };
        })
        .sort((a, b) => b.weight - a.weight || (a.symbol < b.symbol ? -1 : 1)),
    })),
  };
}
/** The holdings of sleeves at a close, as weights that sum to 1 in each sleeve. */
export type SleeveHoldings = ReturnType<typeof sleeveHoldings>;

/** The error for a day without holdings; it names the nearest days with holdings. */
function notKept({ closes }: SleeveHistory, about: string, day: Day) {
  const near = [closes.findLast((c) => c.day < day), closes.find((c) => c.day > day)].flatMap((c) =>
    c ? [iso(c.day)] : [],
  );
  return userError(
    'no-holdings',
    about,
    `there are no holdings for ${displayDay(day)}. Holdings are stored for the last session of each month and for the latest session.`,
    near.length > 0 ? `Choose ${near.join(' or ')}.` : 'Build the sleeves over more sessions.',
  );
}

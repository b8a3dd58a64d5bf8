import { levelsOf, type MonthCall } from '../../regimes/model/history.ts';
import { LEVELS, type LevelKey } from '../../signals/levels.ts';
import { indiaVix } from '../../signals/india-vix.ts';
import type { Column } from '../market/as-of.ts';
import { addDays, type Day, iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import { parseSettings, type Shock } from './settings.ts';

/** Months that committees ask about, with what they are known for. */
export const NOTED_MONTHS: readonly (readonly [month: string, name: string])[] = [
  ['2008-10', 'Global financial crisis'],
  ['2011-08', 'Downgrade of the United States'],
  ['2013-08', 'Taper tantrum'],
  ['2018-10', 'IL&FS'],
  ['2020-03', 'COVID-19'],
  ['2022-06', 'Inflation and rate rises'],
];

/** The levels whose moves of a month are repeated; the valuation ratios are carried by the Nifty. */
const MOVED: readonly LevelKey[] = ['us-vix', 'india-vix', 'nifty', 'gsec'];

/**
 * The moves of a past month, as settings on today's levels: the means of the VIX windows and the Nifty by their ratio to the month-end
 * before, the yield by basis points. They are rounded to a tenth of a percent and to a basis point, so that the same settings,
 * typed on the command line, give the same figures.
 *
 * @param history the calls of all month-ends, as known on their days.
 * @param month `2008-10`.
 * @param indiaVixAt the mean of India VIX at a month-end whose signal still ranked its proxy: the index is older than the two years that
 *   a rank needs.
 * @returns one shock per level that was observed at both ends of the month; at least one.
 * @throws UserError for a month outside the history, or one without any observed level.
 */
export function movesOfMonth(
  history: readonly MonthCall[],
  month: string,
  indiaVixAt: (day: Day) => number | null = () => null,
): Shock[] {
  const at = history.findIndex((m) => iso(m.monthEnd).startsWith(month));
  const [before, then] = [history[at - 1], history[at]];
  if (!before || !then) {
    const [first, last] = [history[1], history.at(-1)].map((m) => (m ? iso(m.monthEnd).slice(0, 7) : null));
    throw userError(
      'no-such-month',
      month,
      'The store has no moves of this month.',
      first && last ? `Choose a month from ${first} to ${last}.` : 'Import older data.',
    );
  }
  const [from, to] = [levelsOf(before.evaluated), levelsOf(then.evaluated)];
  const settings = MOVED.flatMap((key): string[] => {
    const unranked = (day: Day) => (key === 'india-vix' ? indiaVixAt(day) : null);
    const was = from[key] ?? unranked(before.monthEnd);
    const is = to[key] ?? unranked(then.monthEnd);
    if (was === null || is === null) return [];
    const isYield = LEVELS[key].unit === '%';
    const move = isYield ? Math.round((is - was) * 100) : Math.round((is / was - 1) * 1000) / 10;
    return [`${key}=${move < 0 ? '' : '+'}${isYield ? `${move}bp` : `${move.toFixed(1)}%`}`];
  });
  if (settings.length === 0)
    throw userError(
      'no-such-month',
      month,
      'No level was observed at both ends of this month.',
      'Choose a later month.',
    );
  return parseSettings(settings).shocks.slice();
}

/** A close older than this, in days, does not stand for a month-end: the sessions of the signal's own rule, with their weekends. */
const OLDEST_CLOSE = 7;

/**
 * The mean of the last closes of India VIX on a day, over as many sessions as the signal takes; null where there are fewer.
 *
 * @param closes the index as known.
 * @param rules the signal's parameters in the rule book.
 */
export function meanOfIndiaVix({ observedOn, value }: Column, day: Day, rules: unknown): number | null {
  const { meanSessions } = indiaVix.params.parse(rules);
  let end = observedOn.length;
  while (end > 0 && observedOn[end - 1]! > day) end--;
  if (end < meanSessions || observedOn[end - 1]! < addDays(day, -OLDEST_CLOSE)) return null;
  return value.subarray(end - meanSessions, end).reduce((sum, x) => sum + x, 0) / meanSessions;
}

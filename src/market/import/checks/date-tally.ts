import { type Day, displayDay, weekday } from '../../day.ts';
import { GAP_DAYS } from '../../quality/gaps.ts';
import type { SeriesId } from '../../series.ts';
import type { Place } from '../decoding/raw-row.ts';
import { type Seen, nothingSeen, see } from '../examples.ts';

/** What the dates of a file look like, in one reading of them. */
export interface DateTally {
  readonly place: Place;
  readonly last: Map<SeriesId, Day>;
  readonly forward: Seen;
  readonly backward: Seen;
  /** Rows on days without a session. */
  readonly closed: Seen;
  /** Steps of more than `GAP_DAYS`. */
  readonly gaps: Seen;
}

export const newDateTally = (place: Place): DateTally => ({
  place,
  last: new Map(),
  forward: nothingSeen(),
  backward: nothingSeen(),
  closed: nothingSeen(),
  gaps: nothingSeen(),
});

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export function tallyDate(
  tally: DateTally,
  series: SeriesId,
  d: Day,
  line: number,
  isClosed: boolean,
  isKnownGap: (from: Day, to: Day) => boolean,
): void {
  const words = (): string => `${tally.place(line)}: ${WEEKDAYS[weekday(d)]}, ${displayDay(d)}`;
  if (isClosed) see(tally.closed, words);
  const last = tally.last.get(series);
  tally.last.set(series, d);
  if (last === undefined || last === d) return;
  see(d > last ? tally.forward : tally.backward, words);
  const [from, to] = d > last ? [last, d] : [d, last];
  if (to - from > GAP_DAYS && !isKnownGap(from, to))
    see(tally.gaps, () => `${displayDay(from)} to ${displayDay(to)}`);
}

/** Everything about the dates that should not be, or seldom. */
export const oddities = (tally: DateTally): number =>
  tally.closed.count + breaksOf(tally).count + tally.gaps.count;

/** Whether most steps are short: a weekly or monthly series has nothing but long ones. */
export const isDaily = ({ forward, backward, gaps }: DateTally): boolean =>
  gaps.count * 2 < forward.count + backward.count;

/** Steps against the direction in which most of the file runs. */
export const breaksOf = ({ forward, backward }: DateTally): Seen =>
  forward.count >= backward.count ? backward : forward;

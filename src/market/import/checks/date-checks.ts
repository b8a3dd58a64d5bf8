import { grouped } from '../../../format/numbers.ts';
import { isKnownClosure } from '../../calendar/closures.ts';
import { type Day, dayOf, displayDay, isWeekend, iso, weekday } from '../../day.ts';
import { GAP_DAYS } from '../../quality/gaps.ts';
import type { Problem } from '../../problem.ts';
import type { Row } from '../../store/rows.ts';
import { NIFTY, type SeriesId } from '../../series.ts';
import { isKnownNonSession, mayBeSession } from '../../calendar/special-sessions.ts';
import type { Fault } from '../decoding/cells.ts';
import type { Calendar } from '../formats/format.ts';
import type { Place } from '../decoding/raw-row.ts';
import { newPeriodCheck } from './period-check.ts';
import { type Examples, examplesText, exampleNote, noExamples, addExample } from '../reporting/examples.ts';

/**
 * A file is refused as a whole when more than this fraction of its rows, and at least `FEWEST`, fall on days without a
 * session or out of order: its dates have then been misread. Not below 2 %, because 4 of the 251 sessions of 2012 fell
 * on weekends (our choice).
 */
const TOO_MANY = 0.02;
const FEWEST = 3;

/** Checks the dates of one file row by row, and the file as a whole at its end. */
export interface DateChecker {
  /** Why the date rules the row out; null if it does not. */
  check(row: Row, line: number): Fault | null;
  /** Counts a line whose date is not in the format's date style. */
  countUnreadable(line: number): void;
  /** Why the file must be refused as a whole; null if it need not be. */
  refusal(about: string): Problem | null;
  notes(about: string): Problem[];
}

export interface DateCheckOptions {
  readonly calendar: Calendar;
  readonly ordered: boolean;
  readonly numericDates: boolean;
  readonly today: Day;
  /** Days after today that a row may be dated. */
  readonly daysAhead?: number;
  /** Whether NSE traded on a day; null where the store has no sessions around it. */
  readonly isSession: (d: Day) => boolean | null;
  readonly place: Place;
}

export function newDateChecker(watched: DateCheckOptions): DateChecker {
  const { calendar, ordered, numericDates, today, isSession, place } = watched;
  const lastDay = today + (watched.daysAhead ?? 0);
  const asRead = newDateTally(place);
  // The same dates with day and month exchanged wherever both readings exist: the usual corruption.
  const exchanged = numericDates ? newDateTally(place) : null;
  const future = noExamples();
  const unreadable = noExamples();
  // Files that are not in order of date have one day, or rows of many kinds.
  const period = ordered ? newPeriodCheck(place) : null;
  let rows = 0;
  let lastLine = 0;

  const isClosed = (d: Day, kind: Row['kind']): boolean => {
    if (calendar === 'any') return false;
    if (calendar === 'weekdays') return isWeekend(d);
    return !mayBeSession(d) || (kind === 'flow' && isSession(d) === false);
  };
  const broken = (): Examples => (ordered ? outOfOrder(asRead) : noExamples());
  const isMany = ({ count }: Examples): boolean => count >= FEWEST && count > rows * TOO_MANY;

  return {
    check: (row, line) => {
      const { series, observedOn, kind } = row;
      period?.observe(row, line);
      const closed = isClosed(observedOn, kind);
      // A line may yield rows of two series; its date counts once.
      if (line !== lastLine) {
        rows++;
        lastLine = line;
        tallyDate(asRead, series, observedOn, line, closed, isKnownClosure);
        if (exchanged) {
          const other = swapDayAndMonth(observedOn);
          tallyDate(exchanged, series, other, line, isClosed(other, kind), isKnownClosure);
        }
        if (observedOn > lastDay) addExample(future, () => `${place(line)}: ${displayDay(observedOn)}`);
      }
      if (observedOn > lastDay)
        return { reason: 'in the future', message: `${iso(observedOn)} is after today, ${iso(today)}` };
      // There are no flows without trading, and the Nifty's closes are the session calendar of all other data.
      // Any other index level on such a day is odd but possible.
      const isCalendar = calendar === 'nse' && series === NIFTY && kind === 'bar';
      if ((closed && kind === 'flow') || (isCalendar && isKnownNonSession(observedOn)))
        return { reason: 'no session', message: `NSE had no session on ${displayDay(observedOn)}` };
      return null;
    },
    countUnreadable: (line) => {
      rows++;
      addExample(unreadable, () => place(line));
    },
    refusal: (about) => {
      const isExchanged = exchanged !== null && isRepaired(asRead, exchanged);
      const isMisread = isExchanged || (numericDates && isMany(unreadable)) || isMany(broken());
      const atStart = isMisread ? null : (period?.refusal(about) ?? null);
      if (atStart) return atStart;
      const complaints: readonly (readonly [Examples, string])[] = [
        // If some numeric dates are impossible, day and month are exchanged in the others too.
        [numericDates ? unreadable : noExamples(), 'dates are not in the date style of this format'],
        [asRead.closed, 'rows fall on days without a session'],
        [broken(), 'rows are out of order'],
        [future, 'rows are dated in the future'],
        [isExchanged ? asRead.gaps : noExamples(), `rows follow a gap of more than ${GAP_DAYS} days`],
      ];
      const why = complaints
        .filter(([seen]) => seen.count > 0 && (isExchanged || isMany(seen)))
        .map(([seen, what]) => `${count(seen.count)} of ${count(rows)} ${what} ${examplesText(seen)}`)
        .join('; ');
      if (why === '') return null;
      return isExchanged
        ? {
            severity: 'error',
            code: 'exchanged-dates',
            about,
            message: `day and month look exchanged wherever the day is 12 or less: ${why}. With day and month swapped back, ${rowsFall(exchanged.closed.count)} on days without a session.`,
            remedy: 'Correct the dates, or download the file from its publisher, and import it again.',
          }
        : {
            severity: 'error',
            code: 'implausible-dates',
            about,
            message: `its dates are implausible: ${why}.`,
            remedy: 'Download the file again from its publisher and import it.',
          };
    },
    notes: (about) => [
      ...exampleNote(about, 'order', broken(), 'rows out of order'),
      ...exampleNote(about, 'non-session', asRead.closed, 'rows on days without a known session'),
      ...(isDaily(asRead)
        ? exampleNote(about, 'gap', asRead.gaps, `gaps of more than ${GAP_DAYS} days`)
        : []),
    ],
  };
}

const count = (n: number): string => grouped(n, 0);
const rowsFall = (n: number): string => (n === 1 ? '1 row falls' : `${count(n)} rows fall`);

/**
 * Whether the dates are far more plausible with day and month exchanged: either the rows on days without a session
 * disappear, as in a file that was sorted after its dates were corrupted, or all date findings do. Exchanging the dates
 * of a correct file makes it far worse; only monthly dates might seem better, and they are left alone.
 */
const isRepaired = (asRead: DateTally, exchanged: DateTally): boolean =>
  (asRead.closed.count >= FEWEST && exchanged.closed.count * 5 < asRead.closed.count) ||
  (isDaily(asRead) && findingCount(asRead) >= FEWEST && findingCount(exchanged) * 5 < findingCount(asRead));

function swapDayAndMonth(d: Day): Day {
  const [year, month, dayOfMonth] = iso(d).split('-').map(Number) as [number, number, number];
  return dayOf(year, dayOfMonth, month) ?? d;
}

/** The findings about a file's dates, under one reading of day and month. */
interface DateTally {
  readonly place: Place;
  readonly last: Map<SeriesId, Day>;
  readonly forward: Examples;
  readonly backward: Examples;
  /** Rows on days without a session. */
  readonly closed: Examples;
  /** Steps of more than `GAP_DAYS`. */
  readonly gaps: Examples;
}

const newDateTally = (place: Place): DateTally => ({
  place,
  last: new Map(),
  forward: noExamples(),
  backward: noExamples(),
  closed: noExamples(),
  gaps: noExamples(),
});

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function tallyDate(
  tally: DateTally,
  series: SeriesId,
  d: Day,
  line: number,
  isClosed: boolean,
  isKnownGap: (from: Day, to: Day) => boolean,
): void {
  const words = (): string => `${tally.place(line)}: ${WEEKDAYS[weekday(d)]}, ${displayDay(d)}`;
  if (isClosed) addExample(tally.closed, words);
  const last = tally.last.get(series);
  tally.last.set(series, d);
  if (last === undefined || last === d) return;
  addExample(d > last ? tally.forward : tally.backward, words);
  const [from, to] = d > last ? [last, d] : [d, last];
  if (to - from > GAP_DAYS && !isKnownGap(from, to))
    addExample(tally.gaps, () => `${displayDay(from)} to ${displayDay(to)}`);
}

/** The number of all date findings together. */
const findingCount = (tally: DateTally): number =>
  tally.closed.count + outOfOrder(tally).count + tally.gaps.count;

/** Whether most steps are short: a weekly or monthly series has only long ones. */
const isDaily = ({ forward, backward, gaps }: DateTally): boolean =>
  gaps.count * 2 <= forward.count + backward.count;

/** Steps against the direction of most of the file. */
const outOfOrder = ({ forward, backward }: DateTally): Examples =>
  forward.count >= backward.count ? backward : forward;

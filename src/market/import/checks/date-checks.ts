import { isKnownClosure } from '../../calendar/closures.ts';
import { type Day, dayOf, displayDay, isWeekend, iso } from '../../day.ts';
import { GAP_DAYS } from '../../quality/gaps.ts';
import type { Problem } from '../../problem.ts';
import type { Row } from '../../store/rows.ts';
import { NIFTY } from '../../series.ts';
import { isNoSession, mayBeSession } from '../../calendar/special-sessions.ts';
import type { Fault } from '../decoding/cells.ts';
import { type DateTally, breaksOf, isDaily, newDateTally, oddities, tallyDate } from './date-tally.ts';
import type { Calendar } from '../formats/format.ts';
import type { Place } from '../decoding/raw-row.ts';
import { type Seen, examples, figure, note, nothingSeen, see } from '../examples.ts';

/**
 * A file is refused whole when this share of its rows, and at least `FEWEST`, stand on days without a session or
 * against the file's own order: its dates are then not what they seem. Not less than 2 %, because 4 of the 251
 * sessions of 2012 were real and fell on weekends (our choice).
 */
const TOO_MANY = 0.02;
const FEWEST = 3;

/** Watches the dates of one file, row by row, and judges them at its end. */
export interface DateWatch {
  /** Why the row cannot be kept, as far as its date tells. */
  see(row: Row, line: number): Fault | null;
  /** A line whose date is not in the form that the format has. */
  unreadable(line: number): void;
  /** Why the file must be refused whole; null where it need not. */
  refusal(about: string): Problem | null;
  notes(about: string): Problem[];
}

export interface Watched {
  readonly calendar: Calendar;
  readonly ordered: boolean;
  readonly numericDates: boolean;
  readonly today: Day;
  /** Whether NSE traded on a day, where the store knows. */
  readonly isSession: (d: Day) => boolean | null;
  readonly place: Place;
}

export function watchDates(watched: Watched): DateWatch {
  const { calendar, ordered, numericDates, today, isSession, place } = watched;
  const asRead = newDateTally(place);
  // The same dates with day and month exchanged wherever both readings exist: the usual way of spoiling them.
  const exchanged = numericDates ? newDateTally(place) : null;
  const future = nothingSeen();
  const unreadable = nothingSeen();
  let rows = 0;
  let lastLine = 0;

  const isClosed = (d: Day, kind: Row['kind']): boolean => {
    if (calendar === 'any') return false;
    if (calendar === 'weekdays') return isWeekend(d);
    return !mayBeSession(d) || (kind === 'flow' && isSession(d) === false);
  };
  const broken = (): Seen => (ordered ? breaksOf(asRead) : nothingSeen());

  return {
    see: ({ series, observedOn, kind }, line) => {
      const closed = isClosed(observedOn, kind);
      // A line may tell of two series; its date is one.
      if (line !== lastLine) {
        rows++;
        lastLine = line;
        tallyDate(asRead, series, observedOn, line, closed, isKnownClosure);
        if (exchanged) {
          const other = exchange(observedOn);
          tallyDate(exchanged, series, other, line, isClosed(other, kind), isKnownClosure);
        }
        if (observedOn > today) see(future, () => `${place(line)}: ${displayDay(observedOn)}`);
      }
      if (observedOn > today)
        return { reason: 'in the future', message: `${iso(observedOn)} is later than today, ${iso(today)}` };
      // Money does not flow on a day without trading, and the Nifty's closes are the calendar of everything else.
      // Any other index level on such a day is odd, but no contradiction.
      const isCalendar = calendar === 'nse' && series === NIFTY && kind === 'bar';
      if ((closed && kind === 'flow') || (isCalendar && isNoSession(observedOn)))
        return { reason: 'no session', message: `NSE had no session on ${displayDay(observedOn)}` };
      return null;
    },
    unreadable: (line) => {
      rows++;
      see(unreadable, () => place(line));
    },
    refusal: (about) => {
      const isExchanged = exchanged !== null && isMended(asRead, exchanged);
      const complaints: readonly (readonly [Seen, string])[] = [
        // Where some numeric dates do not read, day and month are not where they should be, in the others too.
        [numericDates ? unreadable : nothingSeen(), 'dates are in another form than this kind of file has'],
        [asRead.closed, 'rows fall on days without a session'],
        [broken(), 'rows run against the order of the file'],
        [future, 'rows are in the future'],
        [isExchanged ? asRead.gaps : nothingSeen(), `rows follow a gap of more than ${GAP_DAYS} days`],
      ];
      const why = complaints
        .filter(([{ count }]) => count > 0 && (isExchanged || (count >= FEWEST && count > rows * TOO_MANY)))
        .map(([seen, what]) => `${figure(seen.count)} of ${figure(rows)} ${what} ${examples(seen)}`)
        .join('; ');
      if (why === '') return null;
      return isExchanged
        ? {
            severity: 'error',
            code: 'exchanged-dates',
            about,
            message: `day and month look exchanged wherever the day is 12 or less: ${why}. Exchanged back, ${rowsFall(exchanged.closed.count)} on days without a session.`,
            remedy: 'Correct the dates or get the file from its publisher, and import that.',
          }
        : {
            severity: 'error',
            code: 'implausible-dates',
            about,
            message: `its dates cannot be right: ${why}.`,
            remedy: 'Get the file again from its publisher, and import that.',
          };
    },
    notes: (about) => [
      ...note(about, 'order', broken(), 'rows against the order of the file'),
      ...note(about, 'non-session', asRead.closed, 'rows on days without a known session'),
      ...(isDaily(asRead) ? note(about, 'gap', asRead.gaps, `gaps of more than ${GAP_DAYS} days`) : []),
    ],
  };
}

const rowsFall = (n: number): string => (n === 1 ? '1 row falls' : `${figure(n)} rows fall`);

/**
 * Whether the dates make much more sense with day and month exchanged. Either the days without a session vanish,
 * as in a file that was sorted after its dates had been spoilt, or all that is odd does. A file that is right
 * becomes far worse by the exchange; only monthly dates might seem better, and are left alone.
 */
const isMended = (asRead: DateTally, exchanged: DateTally): boolean =>
  (asRead.closed.count >= FEWEST && exchanged.closed.count * 5 < asRead.closed.count) ||
  (isDaily(asRead) && oddities(asRead) >= FEWEST && oddities(exchanged) * 5 < oddities(asRead));

function exchange(d: Day): Day {
  const [year, month, dayOfMonth] = iso(d).split('-').map(Number) as [number, number, number];
  return dayOf(year, dayOfMonth, month) ?? d;
}

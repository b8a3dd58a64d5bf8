import { type Day, dayOf, displayDay, isWeekend, iso } from '../day.ts';
import { type Problem, userError } from '../problem.ts';
import type { Row } from '../row.ts';
import type { SeriesId } from '../series.ts';
import { mayBeSession } from '../special-sessions.ts';
import type { Fault } from './cells.ts';
import type { Calendar } from './format.ts';

/**
 * A file is refused whole when this share of its rows, and at least `FEWEST`, stand on days without a session or
 * against the file's own order: its dates are then not what they seem. Not less than 2 %, because 4 of the 251
 * sessions of 2012 were real and fell on weekends (our choice).
 */
const TOO_MANY = 0.02;
const FEWEST = 3;

/** What is watched of one reading of the dates. */
interface Tally {
  readonly last: Map<SeriesId, Day>;
  forward: number;
  backward: number;
  readonly forwardAt: string[];
  readonly backwardAt: string[];
  closed: number;
  readonly closedAt: string[];
}

const newTally = (): Tally => ({
  last: new Map(),
  forward: 0,
  backward: 0,
  forwardAt: [],
  backwardAt: [],
  closed: 0,
  closedAt: [],
});

/** Watches the dates of one file, row by row, and judges them at its end. */
export interface DateWatch {
  /** Why the row cannot be kept, as far as its date tells. */
  see(row: Row, line: number): Fault | null;
  /** What is odd about the dates. Throws a `UserError` where the whole file must be refused. */
  verdict(about: string): Problem[];
}

export function watchDates(how: {
  readonly calendar: Calendar;
  readonly ordered: boolean;
  readonly numericDates: boolean;
  readonly today: Day;
  /** Whether NSE traded on a day, where the store knows. */
  readonly isSession: (d: Day) => boolean | null;
}): DateWatch {
  const asRead = newTally();
  // The same dates with day and month exchanged wherever both readings exist: the usual way of spoiling them.
  const exchanged = how.numericDates ? newTally() : null;
  let rows = 0;
  let future = 0;
  const futureAt: string[] = [];
  const isClosed = (d: Day, kind: Row['kind']): boolean => {
    if (how.calendar === 'any') return false;
    if (how.calendar === 'weekdays') return isWeekend(d);
    return !mayBeSession(d) || (kind === 'flow' && how.isSession(d) === false);
  };
  return {
    see: (row, line) => {
      rows++;
      const { series, observedOn, kind } = row;
      const closed = isClosed(observedOn, kind);
      tally(asRead, series, observedOn, closed, line);
      if (exchanged) {
        const other = exchange(observedOn);
        tally(exchanged, series, other, isClosed(other, kind), line);
      }
      if (observedOn > how.today) {
        if (future++ < 3) futureAt.push(at(observedOn, line));
        return {
          reason: 'in the future',
          message: `${iso(observedOn)} is later than today, ${iso(how.today)}`,
        };
      }
      // Money does not flow on a day without trading; an index level on one is odd, but no contradiction.
      if (closed && kind === 'flow')
        return { reason: 'no session', message: `NSE had no session on ${displayDay(observedOn)}` };
      return null;
    },
    verdict: (about) => {
      const tooMany = (n: number): boolean => n >= FEWEST && n > rows * TOO_MANY;
      const broken = how.ordered ? breaksOf(asRead) : { count: 0, at: [] };
      const said: string[] = [];
      if (tooMany(broken.count))
        said.push(`${broken.count} dates run against the order of the file (${broken.at.join('; ')})`);
      if (tooMany(asRead.closed))
        said.push(
          `${asRead.closed} of ${rows} rows are on days without a session (${asRead.closedAt.join('; ')})`,
        );
      if (tooMany(future)) said.push(`${future} are in the future (${futureAt.join('; ')})`);
      if (said.length > 0) {
        const mended =
          exchanged !== null &&
          breaksOf(exchanged).count + exchanged.closed < (broken.count + asRead.closed) / 10;
        throw userError(
          'implausible-dates',
          about,
          `${mended ? 'day and month look exchanged wherever the day is 12 or less: ' : 'its dates cannot be right: '}${said.join(', ')}.`,
          mended
            ? 'Nothing of it was stored. Get the file from its publisher, or correct the dates, and import it again.'
            : 'Nothing of it was stored. Get the file again from its publisher.',
        );
      }
      return [
        ...note(about, 'order', broken.count, 'run against the order of the file', broken.at),
        ...note(about, 'non-session', asRead.closed, 'are on a day without a known session', asRead.closedAt),
      ];
    },
  };
}

const at = (d: Day, line: number): string => `line ${line}: ${displayDay(d)}`;

function tally(so: Tally, series: SeriesId, d: Day, closed: boolean, line: number): void {
  const last = so.last.get(series);
  if (last !== undefined && d > last && so.forward++ < 3) so.forwardAt.push(at(d, line));
  if (last !== undefined && d < last && so.backward++ < 3) so.backwardAt.push(at(d, line));
  so.last.set(series, d);
  if (closed && so.closed++ < 3) so.closedAt.push(at(d, line));
}

/** Steps against the direction in which most of the file runs. */
const breaksOf = (so: Tally): { readonly count: number; readonly at: readonly string[] } =>
  so.forward >= so.backward
    ? { count: so.backward, at: so.backwardAt }
    : { count: so.forward, at: so.forwardAt };

function exchange(d: Day): Day {
  const [year, month, dayOfMonth] = iso(d).split('-').map(Number) as [number, number, number];
  return dayOf(year, dayOfMonth, month) ?? d;
}

const note = (
  about: string,
  code: string,
  count: number,
  what: string,
  examples: readonly string[],
): Problem[] =>
  count === 0
    ? []
    : [
        {
          severity: 'note',
          code,
          about,
          message: `${count} rows ${what} (${examples.join('; ')}${count > examples.length ? ' …' : ''}).`,
          remedy: '',
        },
      ];

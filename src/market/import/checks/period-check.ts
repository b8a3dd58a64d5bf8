import { type Day, addDays, dayOf, displayDay, monthNumber, weekday } from '../../day.ts';
import type { Problem } from '../../problem.ts';
import type { Row } from '../../store/rows.ts';
import type { SeriesId } from '../../series.ts';
import type { Place } from '../decoding/raw-row.ts';
import { type Examples, addExample, examplesText, noExamples } from '../reporting/examples.ts';

/**
 * Detects files of weekly, monthly, quarterly or yearly figures that are dated by the first day of their period, as
 * investing.com, Yahoo and others date them. The close of a month stored on its first day would be known a month too
 * early, so such a file is refused (our choice; the alternative is to date each figure by the period's last session).
 * Figures dated by the end of their period are in order, and so are rows that their format makes known after it.
 */
export interface PeriodCheck {
  observe(row: Row, line: number): void;
  /** Why the file must be refused; null if it need not be. */
  refusal(about: string): Problem | null;
}

/** Kinds of row that hold the figure of one day. */
const DAILY: ReadonlySet<Row['kind']> = new Set(['bar', 'total-return', 'valuation', 'flow', 'stock-bar']);

/** Steps in a row from one period's start to the next that no daily file has by chance (our choice). */
const RUN = 3;
/** Fewer suffice if they are all steps of the series but one: a vendor may add today's figure to a monthly file. */
const SHORT_RUN = 2;

/** The latest day of a month on which its first session falls: NSE is never closed longer (our choice). */
const MONTH_STARTS_BY = 5;

/** The unit of a step between two dates that are both starts of a period. */
type Step = 'week' | 'month' | 'quarter' | 'half-year' | 'year';
const MONTHS: ReadonlyMap<number, Step> = new Map([
  [1, 'month'],
  [3, 'quarter'],
  [6, 'half-year'],
  [12, 'year'],
]);
const WORDS: Readonly<Record<Step, readonly [adjective: string, start: string]>> = {
  week: ['weekly', 'the first day of each week'],
  month: ['monthly', 'the first day of each month'],
  quarter: ['quarterly', 'the first day of each quarter'],
  'half-year': ['half-yearly', 'the first day of each half-year'],
  year: ['yearly', 'the first day of each year'],
};

interface Track {
  last: Day;
  step: Step | null;
  /** Whether the file goes forward in time at this step. */
  forward: boolean;
  run: number;
  longest: number;
  longestStep: Step | null;
  steps: number;
  /** Whether all dates are exactly the first of a month, which those of a short daily file are not. */
  exact: boolean;
  seen: Examples;
}

export function newPeriodCheck(place: Place): PeriodCheck {
  const tracks = new Map<SeriesId, Track>();
  return {
    observe: (row, line) => {
      if (!DAILY.has(row.kind)) return;
      const { series, observedOn } = row;
      const track = tracks.get(series);
      if (track === undefined) {
        const seen = noExamples();
        tracks.set(series, {
          last: observedOn,
          step: null,
          forward: true,
          run: 0,
          longest: 0,
          longestStep: null,
          steps: 0,
          exact: isExactStart(observedOn),
          seen,
        });
        addExample(seen, () => `${place(line)}: ${displayDay(observedOn)}`);
        return;
      }
      const { last } = track;
      if (last === observedOn) return;
      track.last = observedOn;
      track.steps++;
      const step = stepBetween(last, observedOn);
      const isKnownTooEarly = step !== null && row.knownOn < endOf(step, observedOn);
      if (!isKnownTooEarly) {
        track.step = null;
        track.run = 0;
        return;
      }
      track.exact &&= isExactStart(observedOn);
      const forward = observedOn > last;
      track.run = step === track.step && forward === track.forward ? track.run + 1 : 1;
      track.step = step;
      track.forward = forward;
      if (track.run > track.longest) {
        track.longest = track.run;
        track.longestStep = step;
      }
      addExample(track.seen, () => `${place(line)}: ${displayDay(observedOn)}`);
    },
    refusal: (about) => {
      for (const { longest, longestStep, steps, exact, seen } of tracks.values()) {
        const isWhole = longest >= steps - 1 && (longest >= SHORT_RUN || (longest === steps && exact));
        if (longestStep === null || !(longest >= RUN || isWhole)) continue;
        const [adjective, start] = WORDS[longestStep];
        return {
          severity: 'error',
          code: 'dated-at-period-start',
          about,
          message: `its figures are ${adjective} and dated on ${start} ${examplesText(seen)}, when the closing figure of that ${longestStep} was not yet known.`,
          remedy: 'Download daily figures and import those.',
        };
      }
      return null;
    },
  };
}

const dayOfMonth = (d: Day): number => new Date(d * 86_400_000).getUTCDate();
const isExactStart = (d: Day): boolean => dayOfMonth(d) === 1;

/** The unit of the step between two period starts; null if the dates are not period starts. */
function stepBetween(a: Day, b: Day): Step | null {
  const gap = Math.abs(b - a);
  if (gap < 6) return null;
  const months = Math.abs(monthNumber(b) - monthNumber(a));
  const step = MONTHS.get(months);
  if (step && dayOfMonth(a) <= MONTH_STARTS_BY && dayOfMonth(b) <= MONTH_STARTS_BY) return step;
  // A week begins on Sunday or Monday, after a holiday on Tuesday.
  const [x, y] = [weekday(a), weekday(b)];
  return gap <= 15 && (gap % 7 <= 1 || gap % 7 === 6) && Math.max(x, y) <= 2 && Math.min(x, y) <= 1
    ? 'week'
    : null;
}

/** The last day of the period that begins on or shortly before a day; of a week, its Friday. */
function endOf(step: Step, start: Day): Day {
  if (step === 'week') return addDays(start, Math.max(5 - weekday(start), 0));
  const months = [...MONTHS].find(([, s]) => s === step)![0];
  const next = monthNumber(start) + months;
  return addDays(dayOf(Math.floor(next / 12), (next % 12) + 1, 1) ?? start, -1);
}

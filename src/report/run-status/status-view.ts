import { fractionAsPercent, grouped, orNone } from '../../format/numbers.ts';
import type { RunStatus } from '../../queue/status/run-status.ts';
import { durationText, timeOfDay } from './status-text.ts';

type Row = readonly [name: string, text: string];

/** How far a long run is, in words: the same on its page and on a terminal. */
export interface StatusView {
  /** Of what and in which state: `Sweep: running`. */
  readonly title: string;
  /** What the run is about. */
  readonly subject: string;
  /** The fraction done; null before it is known how much there is. */
  readonly fraction: number | null;
  readonly rows: readonly Row[];
  readonly isRunning: boolean;
  readonly simulated: boolean;
  readonly written: string;
  /** In one line, for who watches. */
  readonly brief: string;
}

/** What the kinds of runs say of themselves. */
export interface StatusWords {
  /** Such as `Sweep`. */
  readonly name: string;
  readonly subject: string;
  readonly state: string;
  /** What is counted, such as `rule books`. */
  readonly unit: string;
  readonly work: { readonly done: number; readonly all: number };
  /** Units, or parts of the work, that failed. */
  readonly failed: number;
  /** Rows below the first, which has what is done. */
  readonly rows: readonly Row[];
}

const doneText = (done: number, all: number): string =>
  `${grouped(done, 0)} of ${grouped(all, 0)}${all === 0 ? '' : ` (${fractionAsPercent(done / all, done === all ? 0 : 1)})`}`;

export function statusView(
  status: RunStatus,
  { name, subject, state, unit, work: { done, all }, failed, rows }: StatusWords,
): StatusView {
  const { rate, secondsLeft, stalled, workers, simulated, updated } = status;
  const isRunning = status.state === 'running';
  return {
    title: `${name}: ${state}`,
    subject,
    fraction: all === 0 ? null : done / all,
    rows: [
      [unit, doneText(done, all)],
      ...rows,
      ['Rate', orNone(rate, (r) => `${grouped(r, 1)} a second`)],
      ...(isRunning ? [['Time left', orNone(secondsLeft, durationText)] as const] : []),
      ...(stalled === null
        ? []
        : ([
            ['Workers', workers.length === 0 ? 'none seen in the last half minute' : workers.join(', ')],
            ['Jobs taken back', `${grouped(stalled, 0)}, from workers that fell silent`],
          ] as const)),
      ['Written', `${timeOfDay(updated)} (India)`],
    ],
    isRunning,
    simulated,
    written: timeOfDay(updated),
    brief: [
      `${timeOfDay(updated).slice(-8)}  ${doneText(done, all)}`,
      ...(failed === 0 ? [] : [`${grouped(failed, 0)} failed`]),
      ...(rate === null ? [] : [`${grouped(rate, 1)}/s`]),
      ...(secondsLeft === null ? [] : [`${durationText(secondsLeft)} left`]),
    ].join(' · '),
  };
}

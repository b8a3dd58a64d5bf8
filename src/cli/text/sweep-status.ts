import { fractionAsPercent, grouped, orNone } from '../../format/numbers.ts';
import { durationText, stateText, timeOfDay } from '../../report/sweep/status-text.ts';
import type { FailedChunk } from '../../sweep/sweep-folder.ts';
import type { SweepStatus } from '../../sweep/sweep-status.ts';

/** How far a sweep is, in one line. */
export function statusText({
  state,
  trials,
  chunks,
  rate,
  secondsLeft,
  stalled,
  workers,
  updated,
}: SweepStatus): string {
  const parts = [
    `${timeOfDay(updated)}  ${stateText(state)}`,
    `${grouped(trials.done, 0)} of ${grouped(trials.all, 0)} rule books (${fractionAsPercent(trials.done / trials.all)})`,
    `${grouped(chunks.failed, 0)} chunks failed`,
    ...(stalled === null
      ? []
      : [`${grouped(stalled, 0)} taken back`, `workers ${workers.join(', ') || 'none'}`]),
    `${orNone(rate, (r) => grouped(r, 1))} a second`,
    `${orNone(secondsLeft, durationText)} left`,
  ];
  return `${parts.join(' · ')}\n`;
}

/** The chunks that failed. */
export const failedText = (failures: readonly FailedChunk[]): string =>
  failures.length === 0
    ? 'No chunk failed.\n'
    : failures
        .map(
          ({ chunk, trials, reason, stack }) =>
            `${chunk}: trials ${trials}\n  ${reason}\n${stack ? `  ${stack}\n` : ''}`,
        )
        .join('\n');

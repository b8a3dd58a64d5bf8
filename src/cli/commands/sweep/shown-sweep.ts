import type { FailedChunk } from '../../../sweep/sweep-folder.ts';
import type { SweepStatus } from '../../../sweep/sweep-status.ts';
import type { ShownRun } from '../../shared/run-status.ts';

/** The sweep in a folder. */
export async function shownSweep(folder: string): Promise<ShownRun<SweepStatus, FailedChunk>> {
  const { notASweep, sweepFolder } = await import('../../../sweep/sweep-folder.ts');
  const { sweepStatusView } = await import('../../../report/sweep/sweep-status.ts');
  return {
    name: 'sweep',
    folder: sweepFolder(folder).status,
    view: sweepStatusView,
    failedText,
    missing: notASweep(folder),
    goOn: 'Continue it with --resume.',
  };
}

/** The chunks that failed. */
const failedText = (failures: readonly FailedChunk[]): string =>
  failures.length === 0
    ? 'No chunk failed.\n'
    : failures
        .map(
          ({ chunk, trials, reason, stack }) =>
            `${chunk}: trials ${trials}\n  ${reason}\n${stack ? `  ${stack}\n` : ''}`,
        )
        .join('\n');

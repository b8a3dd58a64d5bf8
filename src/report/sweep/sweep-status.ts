import { counted, grouped } from '../../format/numbers.ts';
import type { RunState } from '../../queue/status/run-status.ts';
import type { SweepStatus } from '../../sweep/sweep-status.ts';
import { html } from '../page/markup.ts';
import { renderStatus } from '../run-status/status-page.ts';
import { type StatusView, statusView } from '../run-status/status-view.ts';

const STATES: Readonly<Record<RunState, string>> = {
  running: 'running',
  stopped: 'stopped',
  failed: 'ended, with failed chunks',
  done: 'done',
};

/** How far a sweep is, in words. */
export const sweepStatusView = (status: SweepStatus): StatusView =>
  statusView(status, {
    name: 'Sweep',
    subject: status.note,
    state: STATES[status.state],
    unit: 'Rule books',
    work: status.trials,
    failed: status.chunks.failed,
    rows: [
      [
        'Chunks',
        `${grouped(status.chunks.done, 0)} of ${grouped(status.chunks.all, 0)} done, ${grouped(status.chunks.failed, 0)} failed`,
      ],
      ...(status.trials.reused > 0
        ? [['Reused', `${counted(status.trials.reused, 'rule book')} evaluated before`] as const]
        : []),
      ['Sweep', status.sweep.slice(0, 12)],
    ],
  });

/** Renders how far a sweep is. */
export const renderSweepStatus = (status: SweepStatus): string =>
  renderStatus(
    sweepStatusView(status),
    'Sweep of rule books',
    status.state === 'done'
      ? html`<p><a href="report.html">The report</a></p>`
      : status.chunks.failed > 0 &&
          html`<p>
            Why chunks failed: <code>trrm sweep status --failed</code>; to run them again:
            <code>trrm sweep retry</code>.
          </p>`,
  );

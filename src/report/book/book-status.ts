import {
  type BookFailure,
  type BookStatus,
  type BookStep,
  isFailedJob,
  isLeftOut,
} from '../../book/status/book-status.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { day, displayDay } from '../../market/day.ts';
import type { RunState } from '../../queue/status/run-status.ts';
import { html } from '../page/markup.ts';
import { renderStatus } from '../run-status/status-page.ts';
import { type StatusView, statusView } from '../run-status/status-view.ts';
import { failedJobsTable, leftOutTable } from './left-out.ts';

const STATES: Readonly<Record<RunState, string>> = {
  running: 'running',
  stopped: 'stopped',
  failed: 'ended without a result',
  done: 'done',
};

const STEPS: Readonly<Record<BookStep, string>> = {
  models: 'Computing the models of the approaches',
  clients: 'Deciding clients',
  record: 'Writing and recording the book',
};

/** How far a run of a book is, in words. */
export function bookStatusView(status: BookStatus): StatusView {
  const { clients, reason, step, state } = status;
  return statusView(status, {
    name: 'Book of clients',
    subject: `As of ${displayDay(day(status.asOf))}`,
    state: state === 'done' && clients.failed > 0 ? 'done, some left out' : STATES[state],
    unit: 'Clients decided',
    work: clients,
    failed: clients.failed + clients.inFailedJobs,
    rows: [
      ['Left out', grouped(clients.failed, 0)],
      ...(clients.inFailedJobs > 0
        ? [['In failed jobs', counted(clients.inFailedJobs, 'client')] as const]
        : []),
      ...(state === 'done' ? [] : [['Waiting', grouped(clients.waiting, 0)] as const]),
      ...(state === 'running' ? [['Step', STEPS[step]] as const] : []),
      ...(reason === null ? [] : [['Reason', reason] as const]),
    ],
  });
}

/** Jobs, and clients, that the page lists; all are in `trrm book status --failed`. */
const SHOWN = 50;

/** Renders how far a run of a book is, with the jobs that failed and the clients that were left out. */
export function renderBookStatus(status: BookStatus, failures: readonly BookFailure[]): string {
  const jobs = failures.filter(isFailedJob);
  const leftOut = failures.filter(isLeftOut);
  return renderStatus(
    bookStatusView(status),
    'Book of clients',
    html`${status.state === 'done' && html`<p><a href="book.html">The book</a></p>`}
    ${
      jobs.length > 0 &&
      html`<h2>Failed jobs</h2>
        ${failedJobsTable(jobs.slice(0, SHOWN))}
        <p class="quiet">
          ${firstOf(jobs)}Where each failed: <code>trrm book status --failed</code>; to run them again:
          <code>trrm book retry</code>.
        </p>`
    }
    ${
      leftOut.length > 0 &&
      html`<h2>Left out</h2>
        ${leftOutTable(leftOut.slice(0, SHOWN))}
        <p class="quiet">
          ${firstOf(leftOut)}All of them: <code>trrm book status --failed</code>; after their data are
          corrected: <code>trrm book retry</code>.
        </p>`
    }`,
  );
}

const firstOf = ({ length }: readonly BookFailure[]): string =>
  length > SHOWN ? `The first ${SHOWN} of ${grouped(length, 0)}. ` : '';

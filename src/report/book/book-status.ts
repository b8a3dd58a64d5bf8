import type { BookStatus, BookStep, LeftOutClient } from '../../book/status/book-status.ts';
import { grouped } from '../../format/numbers.ts';
import { day, displayDay } from '../../market/day.ts';
import type { RunState } from '../../queue/status/run-status.ts';
import { html } from '../page/markup.ts';
import { renderStatus } from '../run-status/status-page.ts';
import { type StatusView, statusView } from '../run-status/status-view.ts';
import { leftOutTable } from './left-out.ts';

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
    failed: clients.failed,
    rows: [
      ['Left out', grouped(clients.failed, 0)],
      ...(state === 'done' ? [] : [['Waiting', grouped(clients.waiting, 0)] as const]),
      ...(state === 'running' ? [['Step', STEPS[step]] as const] : []),
      ...(reason === null ? [] : [['Reason', reason] as const]),
    ],
  });
}

/** Clients that the page lists; all are in `trrm book status --failed`. */
const SHOWN = 50;

/** Renders how far a run of a book is, with the clients that were left out. */
export const renderBookStatus = (status: BookStatus, failed: readonly LeftOutClient[]): string =>
  renderStatus(
    bookStatusView(status),
    'Book of clients',
    html`${status.state === 'done' && html`<p><a href="book.html">The book</a></p>`}
    ${
      failed.length > 0 &&
      html`<h2>Left out</h2>
        ${leftOutTable(failed.slice(0, SHOWN))}
        <p class="quiet">
          ${failed.length > SHOWN && `The first ${SHOWN} of ${grouped(failed.length, 0)}. `}All of them:
          <code>trrm book status --failed</code>; after their data are corrected:
          <code>trrm book retry</code>.
        </p>`
    }`,
  );

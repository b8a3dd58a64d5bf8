import type { FailedJob } from '../../book/jobs/client-job.ts';
import type { LeftOutClient } from '../../book/status/book-status.ts';
import { html, type Markup } from '../page/markup.ts';
import { codeInQuotes } from '../page/problems.ts';
import { table } from '../page/table.ts';

/** Clients that could not be decided, each with the reason and what to do. */
export const leftOutTable = (failed: readonly LeftOutClient[]): Markup =>
  table({
    label: 'Clients that could not be decided',
    look: 'long',
    rows: failed,
    columns: [
      { head: 'Client', cell: (f) => f.client },
      {
        head: 'Why, and what to do',
        cell: (f) =>
          f.problems.map(
            (p) =>
              html`<div><small>${p.about}</small> ${codeInQuotes(p.message)} ${codeInQuotes(p.remedy)}</div>`,
          ),
      },
    ],
  });

/** Jobs of a queue that were given up, with the clients that are therefore not decided. */
export const failedJobsTable = (failed: readonly FailedJob[]): Markup =>
  table({
    label: 'Jobs of the queue that were given up',
    look: 'long',
    rows: failed,
    columns: [
      { head: 'Job', cell: ({ job }) => job.slice(0, 8) },
      {
        head: 'Why, and the clients not decided',
        cell: ({ reason, clients }) =>
          html`<p>${reason}</p>
            <p><small>${clients.join(', ')}</small></p>`,
      },
    ],
  });

import type { BookResult } from '../../book/results/book-result.ts';
import { counted, grouped, NONE } from '../../format/numbers.ts';
import { rupees } from '../../format/rupees.ts';
import { day } from '../../market/day.ts';
import { dateText } from '../page/dates.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** Rows shown; the whole is in clients.csv. */
const SHOWN = 20;

/** Money that is due or has not settled. */
export function cashSection({ clients }: BookResult): Markup {
  const rows = clients
    .filter((c) => c.due > 0 || c.unsettled > 0)
    .sort((a, b) => b.due + b.unsettled - a.due - a.unsettled || (a.client < b.client ? -1 : 1));
  return html`<section id="cash">
    <h2>Cash</h2>
    ${
      rows.length === 0
        ? html`<p>No client has money due or unsettled.</p>`
        : table({
            label: 'Money due and unsettled',
            look: 'long',
            rows: rows.slice(0, SHOWN),
            columns: [
              { head: 'Client', cell: (c) => c.client },
              { head: 'Due', kind: 'number', cell: (c) => (c.due === 0 ? NONE : rupees(c.due)) },
              {
                head: 'Unsettled',
                kind: 'number',
                cell: (c) => (c.unsettled === 0 ? NONE : rupees(c.unsettled)),
              },
              { head: 'Cash after orders', kind: 'number', cell: (c) => rupees(c.cash) },
            ],
          })
    }
    ${rows.length > SHOWN && html`<p class="quiet">${counted(rows.length - SHOWN, 'further client')} in clients.csv.</p>`}
  </section>`;
}

/** The lists that the book was run with. */
export function listsSection({ lists, clients, asOf }: BookResult): Markup {
  const hit = clients.filter((c) => c.listed > 0).length;
  return html`<section id="lists">
    <h2>Lists</h2>
    ${
      lists.length === 0
        ? html`<p>The book has no lists.</p>`
        : html`${table({
              label: 'Lists of securities',
              rows: lists,
              columns: [
                { head: 'List', cell: (l) => l.name },
                { head: 'Published', cell: (l) => dateText(l.day) },
                {
                  head: 'Days before the as-of date',
                  kind: 'number',
                  cell: (l) => grouped(day(asOf) - day(l.day), 0),
                },
                { head: 'Securities', kind: 'number', cell: (l) => grouped(l.securities, 0) },
              ],
            })}
            <p>They restrict something that the model or the account holds for ${counted(hit, 'client')}.</p>`
    }
  </section>`;
}

import { dateText } from '../../page/dates.ts';
import { counted, percent } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { NamedWaiting, OrdersModel } from './orders.ts';
import { table } from '../../page/table.ts';
import { holdingName, quantityText } from './holding.ts';

/** Lots that would be taxed less if they were sold once they are long term. */
export const waitingPart = ({
  waiting,
  moreWaiting,
  waitingTogether,
}: Extract<OrdersModel, { kind: 'planned' }>): Markup =>
  waiting.length === 0
    ? html`<p>Nothing: no lot that is sold would be taxed less later.</p>`
    : html`${table<NamedWaiting>({
          label: 'What waiting would save',
          look: 'wide',
          rows: waiting,
          columns: [
            { head: 'Lot of', cell: holdingName },
            { head: 'Bought', kind: 'unbroken', cell: (w) => dateText(w.bought) },
            { head: 'Quantity', kind: 'number', cell: (w) => quantityText(w.quantity) },
            { head: 'Wait', kind: 'number', cell: (w) => counted(w.days, 'day') },
            { head: 'Long term from', kind: 'unbroken', cell: (w) => dateText(w.longTermFrom) },
            { head: 'Saves', kind: 'number', cell: (w) => rupees(w.saving) },
            { head: 'Worth a fall of', kind: 'number', cell: (w) => percent(w.breakEvenFall, 2) },
          ],
        })}
        <p class="quiet">
          Each lot by itself, the others sold as planned.
          ${moreWaiting > 0 && `${counted(moreWaiting, 'more lot')} in decision.json. `}Waiting with all of
          them would save ${rupees(waitingTogether)}: savings do not simply add up, as a year’s exemption is
          there once. Worth a fall of: if the price falls by less until then, waiting was right.
        </p>`;

import { dateText } from '../../page/dates.ts';
import { counted, grouped, percent } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { NamedDeferral, OrdersModel } from './orders-model.ts';
import { table } from '../../page/table.ts';
import { holdingName, quantityText } from './holding-text.ts';

/** Lots that would be taxed less if sold once they are long term. */
export const deferralTable = ({
  deferrals,
  moreDeferrals,
  deferralSaving,
}: Extract<OrdersModel, { kind: 'planned' }>): Markup =>
  deferrals.length === 0
    ? html`<p>None: no lot sold would be taxed less later.</p>`
    : html`${table<NamedDeferral>({
          label: 'Long-term deferral',
          look: 'wide',
          rows: deferrals,
          columns: [
            { head: 'Holding', cell: holdingName },
            { head: 'Bought', kind: 'unbroken', cell: (w) => dateText(w.bought) },
            { head: 'Quantity', kind: 'number', cell: (w) => quantityText(w.quantity) },
            { head: 'Days to wait', kind: 'number', cell: (w) => grouped(w.days, 0) },
            { head: 'Long term from', kind: 'unbroken', cell: (w) => dateText(w.longTermFrom) },
            { head: 'Tax saved', kind: 'number', cell: (w) => rupees(w.saving) },
            { head: 'Break-even price fall', kind: 'number', cell: (w) => percent(w.breakEvenFall, 2) },
          ],
        })}
        <p class="quiet">
          Each lot is considered separately; the other lots are sold as planned.
          ${moreDeferrals > 0 && `${counted(moreDeferrals, 'further lot')} in decision.json. `}Deferring all
          of them would save ${rupees(deferralSaving)}: savings do not add up, because the annual exemption
          applies only once. Break-even price fall: deferral pays if the price falls by less than this.
        </p>`;

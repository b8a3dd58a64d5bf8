import type { ClientPlan } from '../../../decision/client-plan/plan-document.ts';
import { ASSET_CLASSES, type AssetClass } from '../../../../allocations/profile/asset-classes.ts';
import type { FundOrder } from '../../../../allocations/fund-plan/plan-orders.ts';
import { fractionAsPercent, grouped, orNone, signed } from '../../../format/numbers.ts';
import { rupees, rupeesInWords } from '../../../format/rupees.ts';
import { displayDay } from '../../../market/day.ts';
import { html, type Markup } from '../../page/markup.ts';
import { masthead } from '../../page/masthead.ts';
import { table } from '../../page/table.ts';
import { bandBar } from './band-bar.ts';
import { CLASS_NAMES, PROFILE_NAMES } from './names.ts';
import { placeSentence, profileSentence } from './sentences.ts';

/** The first page: profile, place of the classes, money and orders. */
export const decisionSection = (plan: ClientPlan): Markup => {
  const { profile, client, asOf, regime, simulated } = plan;
  return html`<section id="plan">
      ${masthead({
        title: `Plan for ${client.name}`,
        dateline: `As of ${displayDay(asOf)} · answers of ${displayDay(client.answeredOn)} · market regime: ${regime}`,
        simulated,
      })}
      <h2>Risk profile: ${PROFILE_NAMES[profile.profile].toLowerCase()}</h2>
      <p>${profileSentence(profile)}</p>
      ${moneyLine(plan)}
      <h2>Asset allocation</h2>
      <p>${placeSentence(plan.tactical)}</p>
      ${classTable(plan)} ${pointTable(plan)}
    </section>
    ${ordersSection(plan)}`;
};

function moneyLine({ money, orders }: ClientPlan): Markup {
  const held = orders.total - money.available;
  return html`<p>
    Of ${rupeesInWords(money.invest)} of new money, ${rupeesInWords(money.reserve)} go to the emergency
    reserve and ${rupeesInWords(money.insurance)} to insurance first; ${rupeesInWords(money.available)} are
    invested${held > 0 ? html`, beside ${rupeesInWords(held)} in funds that are held` : ''}.
  </p>`;
}

function classTable({ bands, tactical, weights, orders }: ClientPlan): Markup {
  const { weights: target } = tactical.place;
  return table<AssetClass>({
    label: 'Asset classes: centre, bounds and weight',
    rows: ASSET_CLASSES,
    narrow: 'stack',
    columns: [
      { head: 'Class', cell: (id) => CLASS_NAMES[id] },
      { head: 'Centre', kind: 'number', cell: (id) => fractionAsPercent(bands[id].centre, 0) },
      {
        head: 'Bounds',
        kind: 'number',
        cell: (id) => `${fractionAsPercent(bands[id].low, 0)} – ${fractionAsPercent(bands[id].high, 0)}`,
      },
      {
        head: '',
        kind: 'figure',
        cell: (id) => bandBar(bands[id].low, bands[id].centre, bands[id].high, target[id]),
      },
      { head: 'Weight', kind: 'number', cell: (id) => fractionAsPercent(target[id], 1) },
      {
        head: 'In funds',
        kind: 'number',
        cell: (id) => fractionAsPercent(target[id] - weights.unfilled[id], 1),
      },
      { head: 'Amount', kind: 'number', cell: (id) => rupees(target[id] * orders.total) },
    ],
  });
}

const pointTable = ({ tactical }: ClientPlan): Markup =>
  table({
    label: 'Market data points of the tactical score',
    rows: tactical.score.points,
    columns: [
      { head: 'Data point', cell: (p) => html`${p.title}<small>from ${displayDay(p.since)}</small>` },
      { head: 'Score', kind: 'number', cell: (p) => orNone(p.score, (s) => signed(s, 2)) },
      { head: 'Weight', kind: 'number', cell: (p) => fractionAsPercent(p.weight, 0) },
      { head: 'Contribution', kind: 'number', cell: (p) => signed(p.contribution, 3) },
      { head: 'Reason', kind: 'ample', cell: (p) => p.reason },
    ],
    totals: [['Tactical score', orNone(tactical.score.score, (s) => signed(s, 2)), '', '', '']],
  });

function ordersSection({ orders }: ClientPlan): Markup {
  const shown = orders.orders;
  return html`<section id="orders">
    <h2>Orders</h2>
    ${
      shown.length === 0
        ? html`<p>No orders: the store has no eligible fund. See the problems below.</p>`
        : table<FundOrder>({
            label: 'Orders by fund',
            rows: shown,
            columns: [
              { head: 'Fund', kind: 'ample', cell: (o) => html`${o.name}<small>${o.code}</small>` },
              { head: 'Order', cell: (o) => html`${o.side}<small>${o.reason}</small>` },
              { head: 'Held', kind: 'number', cell: (o) => rupees(o.before) },
              { head: 'Amount', kind: 'number', cell: (o) => (o.amount === 0 ? '–' : rupees(o.amount)) },
              { head: 'Units', kind: 'number', cell: (o) => (o.units === 0 ? '–' : grouped(o.units, 3)) },
              {
                head: 'Exit load',
                kind: 'number',
                cell: (o) => (o.side === 'sell' ? orNone(o.exitLoad, rupees) : ''),
              },
              { head: 'Gain', kind: 'number', cell: (o) => (o.side === 'sell' ? rupees(o.gain) : '') },
            ],
          })
    }
    <p>
      Exit loads ${rupees(orders.exitLoads)}; tax on gains ${rupees(orders.tax)} after exemption and set-off;
      stamp duty ${rupees(orders.stampDuty)}. In cash remain ${rupees(orders.cash)}, before these.
    </p>
    ${
      shown.some((o) => o.side === 'sell' && o.exitLoad === null) &&
      html`<p class="notice">
        The exit load of a fund that is sold is not known (a dash): import it as a fund fact, or ask the fund
        house.
      </p>`
    }
  </section>`;
}

import type { DecisionPoint } from '../../../pack/decision-path.ts';
import type { PackDocument } from '../../../pack/pack-document.ts';
import { counted, grouped, NONE, orNone, percent } from '../../../format/numbers.ts';
import { rupeesInWords } from '../../../format/rupees.ts';
import { hedgeSection } from '../../decision/hedge/hedge-section.ts';
import { dateText } from '../../page/dates.ts';
import { regimeLabel } from '../../page/label.ts';
import { html, type Markup, withoutHeading } from '../../page/markup.ts';
import { table } from '../../page/table.ts';
import type { PackPages } from '../pages-model.ts';
import { part } from '../part.ts';

/** Part 6: the hedge of the month, and beta over the recorded decisions. */
export const hedgePart = ({ pack: { document }, report }: PackPages): Markup =>
  part(
    'hedge',
    html`${withoutHeading(hedgeSection(report.hedge, report.allocation.method))} ${lastHedge(document)}
      <section id="beta-path">
        <h2>Beta over the recorded decisions</h2>
        ${betaTable(document.parts.hedge.path)}
        <p class="quiet">
          Beta of each decision’s final weights as forecast then, before and after its hedge. A dash: no
          hedge.
        </p>
      </section>`,
  );

/** What the hedge of the last decision came to; nothing where it had none. */
function lastHedge({ parts: { outcome } }: PackDocument): Markup | null {
  if (outcome.last.kind === 'missing' || !outcome.last.data.hedge) return null;
  const { hedge, asOf, until } = outcome.last.data;
  return html`<section id="last-hedge">
    <h2>Result of the last hedge</h2>
    <p>
      ${counted(hedge.lots, 'lot')} of ${dateText(asOf)}, notional ${rupeesInWords(hedge.notional)}:
      ${rupeesInWords(hedge.result)} until ${dateText(until)}, by the move of the Nifty less its cost; basis
      and roll left out.
    </p>
  </section>`;
}

const betaTable = (path: readonly DecisionPoint[]): Markup =>
  table<DecisionPoint>({
    label: 'Beta over the recorded decisions',
    rows: path.toReversed(),
    columns: [
      {
        head: 'Decision',
        kind: 'unbroken',
        cell: (p) => html`${dateText(p.asOf)}<small>entry ${p.entry}</small>`,
      },
      { head: 'Regime', cell: (p) => regimeLabel(p.regime) },
      { head: 'Beta', kind: 'number', cell: (p) => orNone(p.beta, (b) => grouped(b, 2)) },
      { head: 'Lots', kind: 'number', cell: (p) => orNone(p.hedge, (h) => grouped(h.lots, 0)) },
      { head: 'Beta hedged', kind: 'number', cell: (p) => (p.hedge ? grouped(p.hedge.hedgedBeta, 2) : NONE) },
      { head: 'Volatility', kind: 'number', cell: (p) => orNone(p.volatility, (v) => percent(v)) },
    ],
  });

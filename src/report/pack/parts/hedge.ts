import type { DecisionPoint } from '../../../pack/decision-path.ts';
import type { PackDocument } from '../../../pack/pack-document.ts';
import { counted, grouped, NONE, orNone, percent } from '../../../format/numbers.ts';
import { rupeesInWords } from '../../../format/rupees.ts';
import { hedgeSection } from '../../decision/hedge/hedge-section.ts';
import { dateText } from '../../page/dates.ts';
import { regimeLabel } from '../../page/label.ts';
import { html, type Markup, type Piece, withoutHeading } from '../../page/markup.ts';
import type { Opens } from '../../page/opens.ts';
import { table } from '../../page/table.ts';
import type { PackPages } from '../pages-model.ts';
import { part } from '../part.ts';

/** Part 6: the hedge of the month, and beta over the recorded decisions. */
export const hedgePart = ({ pack: { document }, report, opens }: PackPages): Markup =>
  part(
    'hedge',
    html`${withoutHeading(hedgeSection(report.hedge, report.allocation.method))} ${lastHedge(document)}
      <section id="beta-path">
        <h2>Beta over the recorded decisions</h2>
        ${betaTable(document.parts.hedge.path, opens)}
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

function betaTable(path: readonly DecisionPoint[], opens: Opens): Markup {
  const now = path.at(-1);
  const ofNow = (p: DecisionPoint, pointer: string, text: string): Piece =>
    p === now ? opens(pointer, text) : text;
  return table<DecisionPoint>({
    label: 'Beta over the recorded decisions',
    rows: path.toReversed(),
    columns: [
      {
        head: 'Decision',
        kind: 'unbroken',
        cell: (p) => html`${dateText(p.asOf)}<small>entry ${p.entry}</small>`,
      },
      { head: 'Regime', cell: (p) => regimeLabel(p.regime) },
      {
        head: 'Beta',
        kind: 'number',
        cell: (p) =>
          ofNow(
            p,
            '/allocation/risk/final/beta',
            orNone(p.beta, (b) => grouped(b, 2)),
          ),
      },
      {
        head: 'Lots',
        kind: 'number',
        cell: (p) =>
          ofNow(
            p,
            '/hedge/chosen/lots',
            orNone(p.hedge, (h) => grouped(h.lots, 0)),
          ),
      },
      { head: 'Beta hedged', kind: 'number', cell: (p) => (p.hedge ? grouped(p.hedge.hedgedBeta, 2) : NONE) },
      {
        head: 'Volatility',
        kind: 'number',
        cell: (p) =>
          ofNow(
            p,
            '/allocation/risk/final/volatility',
            orNone(p.volatility, (v) => percent(v)),
          ),
      },
    ],
  });
}

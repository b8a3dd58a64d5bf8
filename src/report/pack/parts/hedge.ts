import type { MonthlyHedge } from '../../../../allocations/hedge/result.ts';
import type { DecisionPoint } from '../../../pack/outcome/decision-path.ts';
import type { PackDocument } from '../../../pack/document/pack-document.ts';
import {
  counted,
  fractionAsPercent,
  grouped,
  orNone,
  percent,
  signedPercent,
} from '../../../format/numbers.ts';
import { rupees, rupeesInWords } from '../../../format/rupees.ts';
import { hedgeSection } from '../../decision/hedge/hedge-section.ts';
import { dateText } from '../../page/dates.ts';
import { regimeLabel } from '../../page/label.ts';
import { html, type Markup, type Piece, withoutHeading } from '../../page/markup.ts';
import type { Opens } from '../../page/opens.ts';
import { table } from '../../page/table.ts';
import { terms } from '../../page/terms.ts';
import type { PackPages } from '../pages-model.ts';
import { part } from '../part.ts';

/** Part 6: the hedge of the month, and beta over the recorded decisions. */
export const hedgePart = ({ pack: { document, run }, report, opens }: PackPages): Markup =>
  part(
    'hedge',
    html`${withoutHeading(hedgeSection(report.hedge, report.allocation.method))}
    ${reserveSection(run.decision.hedge, document, opens)} ${lastHedge(document)}
    ${betaPath(document.parts.hedge.path, opens)}`,
  );

/** Beta before and after the hedges of the recorded decisions; a sentence where there was none, for part 9 has beta without hedge. */
function betaPath(path: readonly DecisionPoint[], opens: Opens): Markup {
  const now = path.at(-1);
  const isHedged = path.some((p) => p.hedge !== null);
  return html`<section id="beta-path">
    <h2>Beta over the recorded decisions</h2>
    ${
      isHedged
        ? html`${betaTable(path, opens)}
            <p class="quiet">
              Beta of each decision’s final weights as forecast then, before and after its hedge: to the
              market portfolio of the risk model, which the hedge takes as beta to the Nifty. Reserve used:
              margin and what is kept for mark-to-market, of the hedge reserve. A dash: no hedge.
            </p>`
        : html`<p>
            ${unhedged(path.length)} The final weights have a beta of
            ${opens(
              '/allocation/risk/final/beta',
              orNone(now?.beta ?? null, (b) => grouped(b, 2)),
            )}
            to the market portfolio of the risk model and a volatility of
            ${opens(
              '/allocation/risk/final/volatility',
              orNone(now?.volatility ?? null, (v) => percent(v)),
            )}
            a year; part 9 has both for each decision.
          </p>`
    }
  </section>`;
}

const unhedged = (decisions: number): string =>
  decisions === 1
    ? 'The recorded decision has no hedge.'
    : `None of the ${decisions} recorded decisions has a hedge.`;

/** Margin or premium against the hedge reserve, now and after the move of the Nifty that needs most cash; nothing without a hedge. */
function reserveSection(
  hedge: MonthlyHedge,
  { parts: { hedge: part6 } }: PackDocument,
  opens: Opens,
): Markup | null {
  const use = part6.path.at(-1)?.hedge?.reserve;
  if (hedge.kind !== 'hedged' || !use) return null;
  const { reserve, margin, markToMarket, used } = use;
  const futures = hedge.chosen.kind === 'futures' ? hedge.chosen : null;
  const worst = futures?.cashNeeds?.toSorted((a, b) => b.total - a.total)[0];
  const parts = futures
    ? `initial margin ${rupees(margin)}, kept for mark-to-market ${rupees(markToMarket)}`
    : `premium and charges ${rupees(margin)}`;
  return html`<section id="hedge-reserve">
    <h2>Use of the hedge reserve</h2>
    ${terms([
      ['Hedge reserve', rupees(reserve)],
      [
        'Used',
        html`${opens(usedAt(part6.path), fractionAsPercent(used, 1))}: ${parts};
        ${rupees(reserve - margin - markToMarket)} free`,
      ],
      ...(worst
        ? [
            [
              `Cash at Nifty ${signedPercent(100 * worst.move, 0)} in a day`,
              html`${rupees(worst.total)}, ${fractionAsPercent(worst.total / reserve, 1)} of the
              reserve${worst.total > reserve && html`: <strong>▲ more than there is</strong>`}`,
            ] as const,
          ]
        : []),
    ])}
  </section>`;
}

const usedAt = (path: readonly DecisionPoint[]): string =>
  `/parts/hedge/path/${path.length - 1}/hedge/reserve/used`;

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
      {
        head: 'Beta hedged',
        kind: 'number',
        cell: (p) =>
          ofNow(
            p,
            `/parts/hedge/path/${path.length - 1}/hedge/hedgedBeta`,
            orNone(p.hedge, (h) => grouped(h.hedgedBeta, 2)),
          ),
      },
      {
        head: 'Reserve used',
        kind: 'number',
        cell: (p) =>
          ofNow(
            p,
            usedAt(path),
            orNone(p.hedge, (h) => fractionAsPercent(h.reserve.used, 1)),
          ),
      },
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

import type { RiskDiagnostics } from '../../risk/diagnostics/diagnose.ts';
import type { StyleRecord } from '../../risk/diagnostics/style-track-record.ts';
import type { StyleOverlap } from '../../risk/exposures/style-correlations.ts';
import { inflationChart } from './charts/vif-chart.ts';
import { FACTOR_NAMES, STYLE_MEANINGS } from '../page/factor-names.ts';
import { grouped, NONE, orNone, share, signed } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { table } from '../page/table.ts';

const OVERLAPS = 8;

/** Whether the styles can be told from one another, last, and rest on data. */
export const styleSection = ({ styles, overlaps }: RiskDiagnostics): Markup =>
  html`<section id="styles" class="new-page">
    <h2>How well the styles stand apart</h2>
    ${inflationFigure(styles)} ${styleTable(styles)}
    <h3>Styles most alike</h3>
    ${overlaps.length === 0 ? html`<p>No session had companies to compare.</p>` : overlapTable(overlaps)}
  </section>`;

function inflationFigure(styles: readonly StyleRecord[]): Markup {
  const rows = styles
    .flatMap(({ style, vif }) => (vif ? [{ row: FACTOR_NAMES[style], ...vif }] : []))
    .sort((a, b) => b.worst - a.worst);
  if (rows.length === 0) return html`<p>No style was in a regression yet.</p>`;
  const description = `${rows.map((r) => `${r.row} ${grouped(r.mean, 1)}, worst ${grouped(r.worst, 1)}`).join('; ')}.`;
  return html`<figure>
    ${inflationChart(rows, { id: 'inflation', title: 'Variance inflation of the styles', description })}
    <figcaption>
      Variance inflation, 1/(1 − R²) of a style on all other factors: how much the others blur its return.
      Bar: mean of the sessions; tick: the worst. From 5 on it deserves care, from 10 on little can be told.
    </figcaption>
  </figure>`;
}

const MARKS: Readonly<Record<NonNullable<StyleRecord['mark']>, Piece>> = {
  good: 'good',
  fair: 'fair',
  bad: html`<strong class="status flagged">bad</strong>`,
};

const styleTable = (styles: readonly StyleRecord[]): Markup =>
  html`${table<StyleRecord>({
      label: 'Styles: stability and data',
      rows: styles,
      columns: [
        { head: 'Style', cell: (s) => FACTOR_NAMES[s.style] },
        { head: 'A company with more of it', cell: (s) => STYLE_MEANINGS[s.style] },
        { head: 'Stability ρ', kind: 'number', cell: (s) => orNone(s.stability, (x) => grouped(x, 2)) },
        { head: '', kind: 'unbroken', cell: (s) => (s.mark === null ? NONE : MARKS[s.mark]) },
        { head: 'Fitted', kind: 'number', cell: (s) => orNone(s.shareFitted, (x) => share(x)) },
      ],
    })}
    <p class="quiet">
      ρ: correlation of exposures 21 sessions apart, weighted by market value; good above 0.9, bad below 0.8.
      Fitted: companies whose exposure is that of their industry and size, for want of data of their own.
    </p>`;

/** The most alike, and reversal with momentum always: they share two months of returns with opposite signs. */
function overlapTable(overlaps: readonly StyleOverlap[]): Markup {
  const isWatched = ({ one, other }: StyleOverlap) => one === 'STREV' && other === 'LTMOM';
  const rows = overlaps.filter((o, i) => i < OVERLAPS || isWatched(o));
  return html`${table<StyleOverlap>({
      label: 'Correlations of styles',
      rows,
      columns: [
        { head: 'Style', cell: (o) => FACTOR_NAMES[o.one] },
        { head: 'with', cell: (o) => FACTOR_NAMES[o.other] },
        { head: 'Correlation', kind: 'number', cell: (o) => signed(o.correlation, 2) },
      ],
    })}
    <p class="quiet">
      Of exposures over the estimation universe, weighted by the root of market value, mean of the months.
      Reversal and momentum are always shown: they share two months of returns with opposite signs.
    </p>`;
}

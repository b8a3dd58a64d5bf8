import type { RiskDiagnostics } from '../../risk/diagnostics/diagnose.ts';
import type { StyleTrackRecord } from '../../risk/diagnostics/style-track-record.ts';
import type { StyleCorrelation } from '../../risk/exposures/style-correlations.ts';
import { vifChart } from './charts/vif-chart.ts';
import { FACTOR_NAMES, STYLE_MEANINGS } from '../page/factor-names.ts';
import { grouped, NONE, orNone, fractionAsPercent, signed } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { table } from '../page/table.ts';

const PAIRS_SHOWN = 8;

/** Collinearity, stability and data coverage of the styles. */
export const styleSection = ({ styles, styleCorrelations }: RiskDiagnostics): Markup =>
  html`<section id="styles">
    <h2>Style diagnostics</h2>
    ${vifFigure(styles)} ${styleTable(styles)}
    <h3>Most correlated styles</h3>
    ${styleCorrelations.length === 0 ? html`<p>No session has enough stocks to compare.</p>` : correlationTable(styleCorrelations)}
  </section>`;

function vifFigure(styles: readonly StyleTrackRecord[]): Markup {
  const rows = styles
    .flatMap(({ style, vif }) => (vif ? [{ row: FACTOR_NAMES[style], ...vif }] : []))
    .sort((a, b) => b.worst - a.worst);
  if (rows.length === 0) return html`<p>No style has been in a regression yet.</p>`;
  const description = `${rows.map((r) => `${r.row} ${grouped(r.mean, 1)}, maximum ${grouped(r.worst, 1)}`).join('; ')}.`;
  return html`<figure>
    ${vifChart(rows, { id: 'vif', title: 'Variance inflation factors of the styles', description })}
    <figcaption>
      Variance inflation factor (VIF), 1/(1 − R²) of a style regressed on all other factors. Bar: mean over
      sessions; tick: maximum. From 5 estimates deserve care, from 10 they are unreliable.
    </figcaption>
  </figure>`;
}

const MARKS: Readonly<Record<NonNullable<StyleTrackRecord['rating']>, Piece>> = {
  good: 'good',
  fair: 'fair',
  bad: html`<strong class="status flagged">bad</strong>`,
};

const styleTable = (styles: readonly StyleTrackRecord[]): Markup =>
  html`${table<StyleTrackRecord>({
      label: 'Stability and data coverage of the styles',
      rows: styles,
      columns: [
        { head: 'Style', cell: (s) => FACTOR_NAMES[s.style] },
        { head: 'With a positive exposure the stock', cell: (s) => STYLE_MEANINGS[s.style] },
        { head: 'Stability ρ', kind: 'number', cell: (s) => orNone(s.stability, (x) => grouped(x, 2)) },
        { head: 'Rating', kind: 'unbroken', cell: (s) => (s.rating === null ? NONE : MARKS[s.rating]) },
        {
          head: 'Imputed',
          kind: 'number',
          cell: (s) => orNone(s.fractionImputed, (x) => fractionAsPercent(x)),
        },
      ],
    })}
    <p class="quiet">
      ρ: correlation of exposures 21 sessions apart, weighted by market value; good above 0.9, bad below 0.8.
      Imputed: stocks whose exposure is imputed from industry and size, because their own data are missing.
    </p>`;

/**
 * The most correlated pairs, and always reversal with momentum: they overlap in two months of returns, with opposite
 * signs.
 */
function correlationTable(correlations: readonly StyleCorrelation[]): Markup {
  const isWatched = ({ one, other }: StyleCorrelation) => one === 'STREV' && other === 'LTMOM';
  const rows = correlations.filter((o, i) => i < PAIRS_SHOWN || isWatched(o));
  return html`${table<StyleCorrelation>({
      label: 'Correlations of styles',
      rows,
      columns: [
        { head: 'Style', cell: (o) => FACTOR_NAMES[o.one] },
        { head: 'With', cell: (o) => FACTOR_NAMES[o.other] },
        { head: 'Correlation', kind: 'number', cell: (o) => signed(o.correlation, 2) },
      ],
    })}
    <p class="quiet">
      Correlations of exposures across the estimation universe, weighted by the square root of market value,
      averaged over months. Reversal and momentum are always shown, because they share two months of returns
      with opposite signs.
    </p>`;
}

import type { MeanEstimate } from '../../validation/regimes/measures/mean-estimate.ts';
import { type Regime, REGIMES } from '../../../regimes/regime.ts';
import type { ByRegime } from '../../validation/regimes/by-regime.ts';
import type { Figure } from '../charts/plot.ts';
import type { Whisker, WhiskerGroup } from '../charts/whisker-layout.ts';
import { whiskerChart, type WhiskerScale } from '../charts/whisker-chart.ts';
import { intervalText, strengthText } from '../page/estimate-text.ts';
import { NO_BREAK, NONE, orNone, signed, signedPercent } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';

/** Scale of changes in percent a year. */
export const CHANGE_SCALE: WhiskerScale = { kind: 'change', right: 92 };

/** Draws estimates with intervals and a caption, or states that there are none. */
export const whiskerFigure = (
  groups: readonly WhiskerGroup[],
  scale: WhiskerScale,
  figure: Figure,
  caption: Piece,
): Markup =>
  groups.some((group) => group.rows.some((row) => row.whisker))
    ? html`<figure>
        ${whiskerChart(groups, scale, figure)}
        <figcaption>${caption}</figcaption>
      </figure>`
    : html`<p>There are too few months for an estimate.</p>`;

/** Means after the given labels with their intervals, in percent a year, as one group of a chart. */
export const whiskerGroup = (
  title: string,
  means: ByRegime<MeanEstimate | null>,
  labels: readonly Regime[] = REGIMES,
): WhiskerGroup => ({
  title,
  hollow: false,
  rows: labels.map((regime) => ({ regime, whisker: means[regime] && whiskerOf(means[regime]) })),
});

const whiskerOf = ({ annual, interval: [low, high], t }: MeanEstimate): Whisker => ({
  at: annual,
  low,
  high,
  text: `${signedPercent(annual)} (t${NO_BREAK}${signed(t, 1)})`,
});

/** Text alternative of means by regime. */
export const meansText = (means: ByRegime<MeanEstimate | null>): string =>
  REGIMES.map((r) => `${r} ${orNone(means[r], (e) => signedPercent(e.annual))}`).join(', ');

/** A mean with its interval, t-statistic and number of months. */
export const estimateCell = (estimate: MeanEstimate | null): Piece =>
  estimate === null
    ? NONE
    : html`${signed(estimate.annual, 1)}<small>${intervalText(estimate.interval)}</small
        ><small>${strengthText(estimate)}</small>`;

import type { MeanEstimate } from '../../validation/regimes/measures/mean-estimate.ts';
import { type Regime, REGIMES } from '../../../regimes/regime.ts';
import type { ByRegime } from '../../validation/regimes/result.ts';
import type { Figure } from '../charts/plot.ts';
import type { Whisker, WhiskerGroup } from '../charts/whisker-layout.ts';
import { whiskerChart, type WhiskerScale } from '../charts/whiskers.ts';
import { intervalText, strengthText } from '../page/estimates.ts';
import { NO_BREAK, NONE, orNone, signed, signedPercent } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';

/** Percent a year. */
export const CHANGE_SCALE: WhiskerScale = { kind: 'change', right: 92 };

/** Estimates on their intervals over a caption, or that there are none. */
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
    : html`<p>There are too few months to measure any.</p>`;

/** Means after the given labels in percent a year, as a group of dots on their intervals. */
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

/** Means by regime in words, for those who cannot see them drawn. */
export const meansText = (means: ByRegime<MeanEstimate | null>): string =>
  REGIMES.map((r) => `${r} ${orNone(means[r], (e) => signedPercent(e.annual))}`).join(', ');

/** A mean over its interval, t and n. */
export const estimateCell = (estimate: MeanEstimate | null): Piece =>
  estimate === null
    ? NONE
    : html`${signed(estimate.annual, 1)}<small>${intervalText(estimate.interval)}</small
        ><small>${strengthText(estimate)}</small>`;

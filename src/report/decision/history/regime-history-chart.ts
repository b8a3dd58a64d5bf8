import type { Bands } from '../../../../regimes/model/classify.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { HistoryModel } from './history-model.ts';
import { niftyPanel } from './nifty-panel.ts';
import { regimeRibbon } from './regime-ribbon.ts';
import { scorePanel } from './score-panel.ts';
import { utc } from '../../charts/time-panel.ts';
import { vixPanel } from './vix-panel.ts';

/** Draws Nifty, regime, score and India VIX on one time axis. Null with fewer than two months of history. */
export function regimeHistoryChart(history: HistoryModel, bands: Bands): Markup | null {
  const first = history.spans[0];
  const last = history.spans.at(-1);
  if (!first || !last || history.scores.length < 2) return null;
  const hasVix = history.indiaVix.dates.length > 0;
  const axis = { from: utc(first.from), to: utc(last.to), labelled: false };
  return html`${history.nifty.dates.length > 0 && niftyPanel(history, axis)} ${regimeRibbon(history, axis)}
  ${scorePanel(history, bands, { ...axis, labelled: !hasVix })}
  ${hasVix && vixPanel(history.indiaVix, { ...axis, labelled: true })}`;
}

import { BollingerBands, ROC, RSI } from 'technicalindicators';
import type { Feature } from './signal.ts';

/** Sessions of history handed to the indicators: Wilder's smoothing in RSI has forgotten its start by then. */
const WINDOW = 260;

/**
 * RSI-14, 63-session rate of change and Bollinger %B (20 sessions, 2σ) of a series, for the reader's eye only.
 * They come from `technicalindicators`, which rounds RSI to two decimals; none of them enters a score.
 * `values` ends at the session in question; an indicator that lacks the history for itself is left out.
 */
export function momentumContext(values: Float64Array): Feature[] {
  // One NaN poisons every later value of these indicators, so gaps are taken out before they see the series.
  const recent = Array.from(values.subarray(Math.max(0, values.length - WINDOW))).filter(Number.isFinite);
  const rsi = RSI.calculate({ period: 14, values: recent }).at(-1);
  const roc = ROC.calculate({ period: 63, values: recent }).at(-1);
  const pb = BollingerBands.calculate({ period: 20, stdDev: 2, values: recent }).at(-1)?.pb;
  const found: [string, number | undefined, string][] = [
    ['rsi_14', rsi, ''],
    ['roc_63', roc, '%'],
    ['bollinger_percent_b', pb, ''],
  ];
  return found.flatMap(([name, value, unit]) =>
    value !== undefined && Number.isFinite(value) ? [{ name, value, unit }] : [],
  );
}

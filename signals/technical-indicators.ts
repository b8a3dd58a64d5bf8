import { BollingerBands, ROC, RSI } from 'technicalindicators';
import type { Feature } from './signal.ts';

/** Values passed to the indicators: enough for the effect of the starting value in RSI's Wilder smoothing to vanish. */
const WINDOW = 260;

/**
 * RSI-14, 63-session rate of change and Bollinger %B (20 sessions, 2σ) of a series: context for readers that never enters a
 * score. Computed by `technicalindicators`, which rounds RSI to two decimals.
 *
 * @param values ends at the session in question; NaN is skipped. Indicators without enough history are left out.
 */
export function momentumContext(values: Float64Array): Feature[] {
  // One NaN would make every later value of these indicators NaN, so gaps are removed first.
  const recent = Array.from(values.subarray(Math.max(0, values.length - WINDOW))).filter(Number.isFinite);
  const rsi = RSI.calculate({ period: 14, values: recent }).at(-1);
  const roc = ROC.calculate({ period: 63, values: recent }).at(-1);
  const pb = BollingerBands.calculate({ period: 20, stdDev: 2, values: recent }).at(-1)?.pb;
  const indicators: [string, number | undefined, string][] = [
    ['rsi_14', rsi, ''],
    ['roc_63', roc, '%'],
    ['bollinger_percent_b', pb, ''],
  ];
  return indicators.flatMap(([name, value, unit]) =>
    value !== undefined && Number.isFinite(value) ? [{ name, value, unit }] : [],
  );
}

/** The measures of a fund, in display order. */
export const METRICS = [
  { id: 'return1y', title: 'Return, 1 year', unit: 'percent', better: 'high', weight: 5 },
  { id: 'return3y', title: 'Return, 3 years', unit: 'percent', better: 'high', weight: 10 },
  { id: 'return5y', title: 'Return, 5 years', unit: 'percent', better: 'high', weight: 10 },
  { id: 'return7y', title: 'Return, 7 years', unit: 'percent', better: 'high', weight: 5 },
  { id: 'standardDeviation', title: 'Standard deviation', unit: 'percent', better: 'low', weight: 5 },
  { id: 'sharpe', title: 'Sharpe ratio', unit: 'ratio', better: 'high', weight: 5 },
  { id: 'downsideDeviation', title: 'Downside deviation', unit: 'percent', better: 'low', weight: 0 },
  { id: 'sortino', title: 'Sortino ratio', unit: 'ratio', better: 'high', weight: 10 },
  { id: 'beta', title: 'Beta', unit: 'ratio', better: 'low', weight: 0 },
  { id: 'alpha', title: 'Jensen’s alpha', unit: 'percent', better: 'high', weight: 10 },
  { id: 'alphaT', title: 't-statistic of alpha', unit: 'ratio', better: 'high', weight: 0 },
  { id: 'rSquared', title: 'R²', unit: 'ratio', better: 'high', weight: 0 },
  { id: 'treynor', title: 'Treynor ratio', unit: 'percent', better: 'high', weight: 5 },
  { id: 'trackingError', title: 'Tracking error', unit: 'percent', better: 'low', weight: 0 },
  { id: 'informationRatio', title: 'Information ratio', unit: 'ratio', better: 'high', weight: 10 },
  { id: 'negativeCount', title: 'Negative months', unit: 'count', better: 'low', weight: 5 },
  { id: 'negativeMean', title: 'Mean of negative months', unit: 'percent', better: 'high', weight: 5 },
  { id: 'negativeSD', title: 'Deviation of negative months', unit: 'percent', better: 'low', weight: 5 },
  { id: 'mrar2', title: 'MRAR(2)', unit: 'percent', better: 'high', weight: 0 },
  { id: 'mrar0', title: 'MRAR(0)', unit: 'percent', better: 'high', weight: 0 },
  { id: 'upCapture', title: 'Upside capture', unit: 'ratio', better: 'high', weight: 0 },
  { id: 'downCapture', title: 'Downside capture', unit: 'ratio', better: 'low', weight: 0 },
  { id: 'progressiveMean', title: 'Progressive mean', unit: 'percent', better: 'high', weight: 0 },
  { id: 'maxDrawdown', title: 'Maximum drawdown', unit: 'percent', better: 'high', weight: 0 },
  { id: 'sdDaily', title: 'Standard deviation, daily', unit: 'percent', better: 'low', weight: 0 },
  { id: 'rollingBeat', title: 'Windows ahead of benchmark', unit: 'percent', better: 'high', weight: 10 },
  { id: 'rollingMin', title: 'Lowest 12-month return', unit: 'percent', better: 'high', weight: 0 },
  { id: 'rollingMean', title: 'Mean 12-month return', unit: 'percent', better: 'high', weight: 0 },
] as const satisfies readonly Metric[];

/**
 * A measure: which direction is better, and its weight in the score (0: shown only). The weights of returns, ratios and
 * negative months are those of the scorecard's source, a financial planner's published method; that of rolling windows is
 * our choice.
 */
export interface Metric {
  readonly id: string;
  readonly title: string;
  readonly unit: 'percent' | 'ratio' | 'count';
  readonly better: 'high' | 'low';
  readonly weight: number;
}

export type MetricId = (typeof METRICS)[number]['id'];

/** The metrics with a weight. */
export const SCORED_METRICS = METRICS.filter((metric) => metric.weight > 0);

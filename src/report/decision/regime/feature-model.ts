import type { Feature } from '../../../../signals/signal.ts';
import { grouped, NO_BREAK, signed } from '../../../format/numbers.ts';

/** A feature with its display name, unit and format. */
export interface FeatureLine {
  readonly name: string;
  readonly value: number;
  readonly decimals: number;
  readonly signed: boolean;
  readonly unit: string;
  /** Percentile in its own history, 0–100; null if the score uses none. */
  readonly percentile: number | null;
}

/** Display names by feature id. A number in an id is the length of a window. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^us_vix_(\d+)d$/, 'US VIX, $1-day mean'],
  [/^india_vix_(\d+)d$/, 'India VIX, $1-session mean'],
  [/^realised_vol_(\d+)d$/, 'Realised volatility of the Nifty, $1 sessions'],
  [/^trend_gap$/, 'Distance from the regression centre'],
  [/^trend_t$/, 'Slope of the regression line, t-statistic'],
  [/^pe_chained$/, 'P/E, chained'],
  [/^pb$/, 'P/B, chained'],
  [/^dy_chained$/, 'Dividend yield, chained'],
  [/^valuation$/, 'Valuation percentile, mean'],
  [/^gsec$/, '10-year yield'],
  [/^gsec_change$/, 'Yield change'],
  [/^beer$/, 'Bond yield over earnings yield'],
  [/^fii_flow_(\d+)d$/, 'Net flow, $1 days'],
  [/^fii_intensity$/, 'Net flow relative to average'],
  [/^fii_z$/, 'Deviation from median'],
  [/^nifty_basis_(\d+)d$/, 'Futures basis, $1-session mean'],
  [/^nifty_basis_z$/, 'Deviation from median'],
  [/^rsi_(\d+)$/, 'RSI, $1 sessions'],
  [/^roc_(\d+)$/, 'Rate of change, $1 sessions'],
  [/^bollinger_percent_b$/, 'Bollinger %B'],
  [/^line_slope$/, 'Regression line, slope'],
  [/^line_level$/, 'Regression line, level'],
  [/^line_r2$/, 'Regression line, R²'],
  [/^channel_low$/, 'Channel, lower edge'],
  [/^channel_high$/, 'Channel, upper edge'],
  [/^valuation_index$/, 'Valuation index'],
];

interface Scale {
  readonly unit: string;
  readonly factor: number;
  readonly decimals: number;
  /** Whether the value is printed with a sign. */
  readonly signed: boolean;
}

const AS_MEASURED: Omit<Scale, 'unit'> = { factor: 1, decimals: 2, signed: false };

/** Units with a display scale, sign or number of decimals other than the default. */
const SCALES: readonly (readonly [RegExp, Scale])[] = [
  [/^log points$/, { unit: '% (log)', factor: 100, decimals: 1, signed: true }],
  [/^log points a year$/, { unit: '% a year (log)', factor: 100, decimals: 1, signed: true }],
  [/^percentage points(.*)$/, { unit: 'bp$1', factor: 100, decimals: 0, signed: true }],
  [/^t-statistic$/, { unit: '', factor: 1, decimals: 2, signed: true }],
  [/^robust z$/, { unit: 'robust deviations', factor: 1, decimals: 2, signed: true }],
  [/^days of average flow$/, { unit: 'days of average flow', factor: 1, decimals: 1, signed: true }],
  [/^₹ crore$/, { unit: '₹ crore', factor: 1, decimals: 0, signed: true }],
  [/^mean percentile$/, { unit: '', factor: 100, decimals: 0, signed: false }],
  [/^average = 100$/, { unit: '(average = 100)', factor: 1, decimals: 1, signed: false }],
  [/^index points$/, { unit: '', factor: 1, decimals: 0, signed: false }],
];

/** Display name of a feature; unknown ids are printed with spaces for underscores. */
function nameOf(name: string): string {
  const known = NAMES.find(([pattern]) => pattern.test(name));
  return known ? name.replace(...known) : name.replaceAll('_', ' ');
}

export function featureLine({ name, value, unit, percentile }: Feature): FeatureLine {
  const known = SCALES.find(([pattern]) => pattern.test(unit));
  const { factor, decimals, signed } = known?.[1] ?? AS_MEASURED;
  const place = percentile ?? (unit === 'mean percentile' ? value : null);
  return {
    name: nameOf(name),
    value: value * factor,
    decimals,
    signed,
    unit: known ? unit.replace(known[0], known[1].unit) : unit,
    percentile: place === null ? null : place * 100,
  };
}

/** `61.85 points`, `−27.1 % (log)`, `+₹ 1,234 crore`. */
export function featureText({ value, decimals, unit, signed: withSign }: FeatureLine): string {
  const size = grouped(Math.abs(value), decimals);
  const plain = withSign ? signed(value, decimals) : grouped(value, decimals);
  if (!unit.startsWith('₹')) return `${plain}${unit && NO_BREAK}${unit}`;
  return `${plain.slice(0, plain.length - size.length)}₹${NO_BREAK}${size}${unit.slice(1)}`;
}

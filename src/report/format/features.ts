import type { Feature } from '../../../signals/signal.ts';
import { grouped, MINUS, NO_BREAK } from './numbers.ts';

/** A feature in the words and units in which it is printed. */
export interface FeatureLine {
  readonly name: string;
  readonly value: number;
  readonly decimals: number;
  readonly unit: string;
  /** Place in its own history, 0–100; null where the score uses none. */
  readonly percentile: number | null;
}

/** What the signals call their features, as people call them. A number in a name is the length of a window. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^us_vix_(\d+)d$/, 'US VIX, $1-day mean'],
  [/^india_vix_(\d+)d$/, 'India VIX, $1-session mean'],
  [/^realised_vol_(\d+)d$/, 'Realised volatility of the Nifty, $1 sessions'],
  [/^trend_gap$/, 'Distance from the regression centre'],
  [/^trend_t$/, 'Slope of the regression line, t-statistic'],
  [/^pe_chained$/, 'P/E, chained'],
  [/^pb$/, 'P/B'],
  [/^dy_chained$/, 'Dividend yield, chained'],
  [/^valuation$/, 'Dearness, mean of the percentiles'],
  [/^gsec$/, '10-year yield'],
  [/^gsec_change$/, 'Change of the yield'],
  [/^beer$/, 'Bond yield over earnings yield'],
  [/^fii_flow_(\d+)d$/, 'Net flow, $1 days'],
  [/^fii_intensity$/, 'Net flow against the usual'],
  [/^fii_z$/, 'Deviation from the median'],
  [/^rsi_(\d+)$/, 'RSI, $1 sessions'],
  [/^roc_(\d+)$/, 'Rate of change, $1 sessions'],
  [/^bollinger_percent_b$/, 'Bollinger %B'],
  [/^line_slope$/, 'Slope of the line'],
  [/^line_level$/, 'Level of the line'],
  [/^line_r2$/, 'R² of the line'],
  [/^channel_low$/, 'Channel, lower edge'],
  [/^channel_high$/, 'Channel, upper edge'],
  [/^valuation_index$/, 'Valuation index'],
];

interface Scale {
  readonly unit: string;
  readonly factor: number;
  readonly decimals: number;
}

/** Units that are printed otherwise than they are measured, or with other decimals than two. */
const SCALES: readonly (readonly [RegExp, Scale])[] = [
  [/^log points$/, { unit: '% (log)', factor: 100, decimals: 1 }],
  [/^log points a year$/, { unit: '% a year (log)', factor: 100, decimals: 1 }],
  [/^percentage points(.*)$/, { unit: 'bp$1', factor: 100, decimals: 0 }],
  [/^mean percentile$/, { unit: '', factor: 100, decimals: 0 }],
  [/^₹ crore$/, { unit: '₹ crore', factor: 1, decimals: 0 }],
  [/^index points$/, { unit: '', factor: 1, decimals: 0 }],
  [/^t-statistic$/, { unit: '', factor: 1, decimals: 2 }],
  [/^average = 100$/, { unit: '(average = 100)', factor: 1, decimals: 1 }],
];

/** A feature's name in words; one that the table does not know keeps its own, underscores as spaces. */
function nameOf(name: string): string {
  const known = NAMES.find(([pattern]) => pattern.test(name));
  return known ? name.replace(...known) : name.replaceAll('_', ' ');
}

export function featureLine({ name, value, unit, percentile }: Feature): FeatureLine {
  const known = SCALES.find(([pattern]) => pattern.test(unit));
  const { factor, decimals } = known?.[1] ?? { factor: 1, decimals: 2 };
  const place = percentile ?? (unit === 'mean percentile' ? value : null);
  return {
    name: nameOf(name),
    value: value * factor,
    decimals,
    unit: known ? unit.replace(known[0], known[1].unit) : unit,
    percentile: place === null ? null : place * 100,
  };
}

/** `61.85 points`, `−27.1 % (log)`. */
export const featureText = ({ value, decimals, unit }: FeatureLine): string =>
  unit.startsWith('₹')
    ? `${value < 0 ? MINUS : ''}₹${NO_BREAK}${grouped(Math.abs(value), decimals)}${unit.slice(1)}`
    : `${grouped(value, decimals)}${unit && NO_BREAK}${unit}`;

import { iso } from '../../market/day.ts';
import { volatility } from './dispersion.ts';
import { annualReturn, totalReturn } from './growth.ts';
import { sharpeRatio } from './ratios.ts';
import { betaTo } from './relative.ts';
import type { Sample } from './sample.ts';

/** Figures of a window of monthly returns that ends on a date. Returns of windows over 12 months are annualised. */
export interface RollingFigure {
  /** Last day of the window, ISO. */
  readonly date: string;
  readonly own: number;
  readonly benchmark: number | null;
  readonly volatility: number;
  readonly sharpe: number | null;
  readonly beta: number | null;
}

const MONTHS = 12;

/** Rolling figures over so many whole months; empty where the sample is shorter or is not monthly. */
export function rollingFigures({ path, months, headline }: Sample, window: number): RollingFigure[] {
  if (headline.perYear !== MONTHS) return [];
  const ends = months.at.slice(1).filter((_, i) => months.isWhole[i]);
  const returnOf = (r: Float64Array): number => (window > MONTHS ? annualReturn(r, MONTHS) : totalReturn(r));
  return ends.slice(window - 1).map((at, k) => {
    const part = (x: Float64Array): Float64Array => x.subarray(k, k + window);
    const [own, excess] = [part(headline.own), part(headline.excess)];
    return {
      date: iso(path.days[at]!),
      own: returnOf(own),
      benchmark: headline.benchmark && returnOf(part(headline.benchmark)),
      volatility: volatility(own, MONTHS)!,
      sharpe: sharpeRatio(excess, MONTHS),
      beta: headline.benchmarkExcess && betaTo(excess, part(headline.benchmarkExcess)),
    };
  });
}

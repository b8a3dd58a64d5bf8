import { max, mean } from 'simple-statistics';
import { monthNumber } from '../../market/day.ts';
import type { RiskSession } from '../store/daily-record.ts';

/** Goodness of fit of a year's regressions: means over its sessions with a regression. */
export interface FitOfYear {
  readonly year: number;
  readonly sessions: number;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  /** Stocks in the regression. */
  readonly stocks: number;
  /** Condition number of the styles' within-industry correlations; null if every session omitted a style. */
  readonly condition: { readonly mean: number; readonly worst: number } | null;
}

/** Collects the fit of each session's regression. */
export interface FitCollector {
  readonly add: (session: RiskSession) => void;
  readonly years: () => FitOfYear[];
}

type Fit = Pick<RiskSession, 'rSquared' | 'adjustedRSquared' | 'stocks' | 'condition'>;

export function collectFit(): FitCollector {
  const byYear = new Map<number, Fit[]>();
  return {
    add: ({ day, rSquared, adjustedRSquared, stocks, condition }) => {
      if (Number.isNaN(rSquared)) return;
      const year = Math.floor(monthNumber(day) / 12);
      const fits = byYear.get(year) ?? [];
      byYear.set(year, fits);
      fits.push({ rSquared, adjustedRSquared, stocks, condition });
    },
    years: () => Array.from(byYear, ([year, fits]) => fitOf(year, fits)),
  };
}

function fitOf(year: number, fits: readonly Fit[]): FitOfYear {
  const of = (key: keyof Fit): number => mean(fits.map((fit) => fit[key]));
  // A day on which a style was omitted has an infinite condition number.
  const conditions = fits.map((fit) => fit.condition).filter(Number.isFinite);
  return {
    year,
    sessions: fits.length,
    rSquared: of('rSquared'),
    adjustedRSquared: of('adjustedRSquared'),
    stocks: of('stocks'),
    condition: conditions.length > 0 ? { mean: mean(conditions), worst: max(conditions) } : null,
  };
}

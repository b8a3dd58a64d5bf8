import { max, mean } from 'simple-statistics';
import { monthNumber } from '../../market/day.ts';
import type { RiskSession } from '../store/daily-record.ts';

/** How well the regressions of a year fitted; means over its sessions with a regression. */
export interface FitOfYear {
  readonly year: number;
  readonly sessions: number;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  /** Stocks in the fit. */
  readonly names: number;
  /** Of the styles' correlations within industries; null where every session left a style out. */
  readonly condition: { readonly mean: number; readonly worst: number } | null;
}

/** Gathers the fit of each session's regression. */
export interface FitRecord {
  readonly take: (session: RiskSession) => void;
  readonly years: () => FitOfYear[];
}

type Fit = Pick<RiskSession, 'rSquared' | 'adjustedRSquared' | 'names' | 'condition'>;

export function fitRecord(): FitRecord {
  const byYear = new Map<number, Fit[]>();
  return {
    take: ({ day, rSquared, adjustedRSquared, names, condition }) => {
      if (Number.isNaN(rSquared)) return;
      const year = Math.floor(monthNumber(day) / 12);
      const fits = byYear.get(year) ?? [];
      byYear.set(year, fits);
      fits.push({ rSquared, adjustedRSquared, names, condition });
    },
    years: () => Array.from(byYear, ([year, fits]) => fitOf(year, fits)),
  };
}

function fitOf(year: number, fits: readonly Fit[]): FitOfYear {
  const of = (key: keyof Fit): number => mean(fits.map((fit) => fit[key]));
  // A day on which a style was left out has no condition to speak of.
  const conditions = fits.map((fit) => fit.condition).filter(Number.isFinite);
  return {
    year,
    sessions: fits.length,
    rSquared: of('rSquared'),
    adjustedRSquared: of('adjustedRSquared'),
    names: of('names'),
    condition: conditions.length > 0 ? { mean: mean(conditions), worst: max(conditions) } : null,
  };
}

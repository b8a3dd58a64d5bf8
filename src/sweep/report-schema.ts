import type { SweepPlan } from './plan/sweep-plan.ts';
import type { Plateau } from './search/plateau.ts';
import type { SearchAdjustment } from './search/search.ts';

export const SWEEP_SCHEMA = 'trrm-sweep/1';

/** A look of some sweep at a holdout. Sharpe ratios a year. */
export interface HoldoutLook {
  /** When it was. */
  readonly day: string;
  /** What was looked at: from the first day of its holdout to the session with which its last month ends. */
  readonly from: string;
  readonly to: string;
  readonly sweep: string;
  readonly trial: string;
  readonly months: number;
  readonly confirmed: number;
  readonly searched: number;
}

/** One trial of the ranking. Ratio and growth a year; growth and drawdown as fractions, the drawdown positive. */
export interface RankedTrial {
  readonly rank: number;
  readonly trial: number;
  readonly id: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly ratio: number;
  readonly growth: number;
  readonly maximumDrawdown: number;
  readonly turnover: number;
}

/** Everything a sweep says. Ratios in `search` and `plateau` are per month; `ranking` has them a year. */
export interface SweepReport {
  readonly schema: typeof SWEEP_SCHEMA;
  readonly simulated: boolean;
  /** The adjustment for multiple testing, in six sentences: always read first. */
  readonly lines: readonly string[];
  readonly note: string;
  readonly sweep: string;
  readonly snapshot: { readonly id: string; readonly day: string };
  readonly engine: { readonly version: string; readonly sources: string };
  readonly objective: Pick<SweepPlan, 'objective' | 'measure' | 'cost'>;
  /** The first day and the last of the monthly returns. */
  readonly from: string;
  readonly to: string;
  readonly benchmark: string;
  readonly designed: number;
  readonly duplicates: number;
  readonly rejected: readonly { readonly reason: string; readonly count: number }[];
  /** Rule books tried before the ledger of trials began: those from which the default rules were chosen. */
  readonly triedBefore: number;
  readonly search: SearchAdjustment;
  readonly plateau: Plateau;
  /** Looks at any of its days, the earliest first: also those at holdouts that began on another day. */
  readonly holdout: { readonly from: string; readonly looks: readonly HoldoutLook[] } | null;
  /** The best trials, at most 50. */
  readonly ranking: readonly RankedTrial[];
  /** How many trials have a ratio in each bin of equal width. */
  readonly histogram: { readonly from: number; readonly width: number; readonly counts: readonly number[] };
}

import type { ParameterValue } from '../plan/sweep-plan.ts';

/** The measure next to the best trial, along one parameter. Ratios per month. */
export interface PlateauRow {
  readonly path: string;
  readonly at: ParameterValue;
  readonly neighbours: readonly {
    readonly side: 'below' | 'above';
    readonly value: ParameterValue;
    /** Null where the rule book would not be valid. */
    readonly ratio: number | null;
  }[];
}

/** Whether the best trial stands on a plateau. */
export interface Plateau {
  readonly size: number;
  readonly rows: readonly PlateauRow[];
  /** The lowest measure among the neighbours; null where there is none. */
  readonly lowest: number | null;
  readonly verdict: 'plateau' | 'peak' | 'unknown';
}

/** Each parameter is moved by this fraction. */
export const PLATEAU_SIZE = 0.1;

/**
 * A peak is a best trial of which some neighbour loses more than half of its lead over the median trial (our choice: a result that
 * depends on the second digit of a parameter is not a finding about the market).
 *
 * @param best its ratio, per month.
 * @param median of all trials.
 */
export function plateauOf(rows: readonly PlateauRow[], best: number, median: number): Plateau {
  const ratios = rows.flatMap((row) => row.neighbours.flatMap((n) => n.ratio ?? []));
  const lowest = ratios.length === 0 ? null : Math.min(...ratios);
  return {
    size: PLATEAU_SIZE,
    rows,
    lowest,
    verdict: lowest === null ? 'unknown' : best - lowest > (best - median) / 2 ? 'peak' : 'plateau',
  };
}

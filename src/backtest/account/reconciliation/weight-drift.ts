import type { HeldWeights } from './holding-market.ts';

/** A holding's weight in two portfolios. */
export interface WeightDifference {
  readonly id: string;
  /** The id where no decision names it. */
  readonly name: string;
  readonly paper: number;
  readonly held: number;
}

/** How far what is held is from what was decided and left alone. Fractions of the portfolio. */
export interface WeightDrift {
  /** Largest difference first, then by id. */
  readonly differences: readonly WeightDifference[];
  /** Half the sum of absolute differences: the part of the portfolio that is held otherwise. */
  readonly activeShare: number;
}

/** Compares the weights held with those of the paper portfolio. Each sums to 1. */
export function weightDrift(
  paper: HeldWeights,
  held: HeldWeights,
  names: ReadonlyMap<string, string>,
): WeightDrift {
  const differences = [...new Set([...paper.keys(), ...held.keys()])]
    .map((id) => ({ id, name: names.get(id) ?? id, paper: paper.get(id) ?? 0, held: held.get(id) ?? 0 }))
    .sort((a, b) => distance(b) - distance(a) || (a.id < b.id ? -1 : 1));
  return { differences, activeShare: differences.reduce((sum, d) => sum + distance(d), 0) / 2 };
}

const distance = ({ paper, held }: WeightDifference): number => Math.abs(held - paper);

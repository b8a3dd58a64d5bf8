/** A contribution to a sum, with its source. */
export interface Contribution<Of> {
  readonly of: Of;
  readonly contribution: number;
}

export interface LargestContributions<Of> {
  /** By absolute value, largest first. */
  readonly largest: readonly Contribution<Of>[];
  /** Number and sum of the other contributions. */
  readonly others: { readonly count: number; readonly contribution: number };
}

/** Splits contributions into the largest and the sum of the others, so that the total is preserved. Zeros are dropped. */
export function largestContributions<Of>(
  parts: readonly Contribution<Of>[],
  count: number,
): LargestContributions<Of> {
  const bySize = parts
    .filter((p) => p.contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const others = bySize.slice(count);
  return {
    largest: bySize.slice(0, count),
    others: { count: others.length, contribution: others.reduce((sum, p) => sum + p.contribution, 0) },
  };
}

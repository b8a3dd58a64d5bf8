/** A part of a sum, by what it is of. */
export interface Part<Of> {
  readonly of: Of;
  readonly contribution: number;
}

export interface LargestParts<Of> {
  /** By size, the largest first. */
  readonly largest: readonly Part<Of>[];
  /** What the others come to together. */
  readonly others: { readonly count: number; readonly contribution: number };
}

/** The parts of a sum that matter most, and the rest in one: nothing of the sum is lost. Parts of nought are no parts. */
export function largestParts<Of>(parts: readonly Part<Of>[], count: number): LargestParts<Of> {
  const bySize = parts
    .filter((p) => p.contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const others = bySize.slice(count);
  return {
    largest: bySize.slice(0, count),
    others: { count: others.length, contribution: others.reduce((sum, p) => sum + p.contribution, 0) },
  };
}

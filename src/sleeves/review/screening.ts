/**
 * The stages at which stocks are screened out, in order. The sixth step, the change itself, excludes nobody: a stock that
 * cannot be traded on that day is not selected.
 */
export type ScreeningStage = 'universe' | 'definition' | 'score' | 'select' | 'weight';

/** The stocks that one criterion excluded. A stock that fails several counts under the first. */
export interface Exclusion {
  readonly reason: string;
  /** Columns, ascending. */
  readonly issuers: readonly number[];
}

/** The count of one stage: `entered` = `remaining` + the sum of all exclusions. */
export interface ScreeningStep {
  readonly step: ScreeningStage;
  readonly entered: number;
  readonly excluded: readonly Exclusion[];
  readonly remaining: number;
}

/** A condition that a stock must meet, and the reason reported for those that fail it. */
export interface Criterion {
  readonly reason: string;
  readonly passes: (issuer: number) => boolean;
}

/**
 * Applies the criteria of a stage.
 *
 * @returns the columns that pass all criteria, in their original order, and the count of the stage.
 */
export function screen(
  stage: ScreeningStage,
  issuers: readonly number[],
  criteria: readonly Criterion[],
): { readonly remaining: readonly number[]; readonly step: ScreeningStep } {
  const failed = criteria.map((): number[] => []);
  const remaining = issuers.filter((i) => {
    const first = criteria.findIndex((criterion) => !criterion.passes(i));
    if (first >= 0) failed[first]!.push(i);
    return first < 0;
  });
  const excluded = criteria.flatMap(({ reason }, k) =>
    failed[k]!.length > 0 ? [{ reason, issuers: failed[k]!.toSorted((a, b) => a - b) }] : [],
  );
  return {
    remaining,
    step: { step: stage, entered: issuers.length, excluded, remaining: remaining.length },
  };
}

/** The stage and the reason for which a stock was excluded; null if it passed every stage. */
export function exclusionReason(screening: readonly ScreeningStep[], issuer: number): string | null {
  for (const { step, excluded } of screening)
    for (const { reason, issuers } of excluded) if (issuers.includes(issuer)) return `${step}: ${reason}`;
  return null;
}

/** The steps in which names are lost, in their order. The sixth, the change, loses none: who cannot be traded then is not selected. */
export type Step = 'universe' | 'definition' | 'score' | 'select' | 'weight';

/** Why some names went no further: the first reason that each of them met. */
export interface Exclusion {
  readonly reason: string;
  /** Columns, ascending. */
  readonly issuers: readonly number[];
}

/** A step's count: what entered is what was left plus all that was excluded. */
export interface FunnelStep {
  readonly step: Step;
  readonly entered: number;
  readonly excluded: readonly Exclusion[];
  readonly left: number;
}

/** Something that a name must be to go on, and what is said of those that are not. */
export interface Test {
  readonly reason: string;
  readonly passes: (issuer: number) => boolean;
}

/** The names that pass all tests, in the order they came in, and the step's count. */
export function sift(
  step: Step,
  names: readonly number[],
  tests: readonly Test[],
): { readonly left: readonly number[]; readonly count: FunnelStep } {
  const failed = tests.map((): number[] => []);
  const left = names.filter((i) => {
    const first = tests.findIndex((test) => !test.passes(i));
    if (first >= 0) failed[first]!.push(i);
    return first < 0;
  });
  const excluded = tests.flatMap(({ reason }, k) =>
    failed[k]!.length > 0 ? [{ reason, issuers: failed[k]!.toSorted((a, b) => a - b) }] : [],
  );
  return { left, count: { step, entered: names.length, excluded, left: left.length } };
}

/** Why a name is not in: the step and the reason; null where it went through all of them. */
export function whyOut(funnel: readonly FunnelStep[], issuer: number): string | null {
  for (const { step, excluded } of funnel)
    for (const { reason, issuers } of excluded) if (issuers.includes(issuer)) return `${step}: ${reason}`;
  return null;
}

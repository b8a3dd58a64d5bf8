import { combination, hacRegression, neweyWestLags } from '../../math/regression/hac-regression.ts';
import { type Estimate, estimate } from './estimate.ts';
import { marketExcess, ownExcess, type FactorMonth } from './inputs/monthly-returns.ts';

/** A group of fewer months gets no alpha (our choice). */
export const MIN_GROUP_MONTHS = 12;

/** One group of months: alpha against the market within it, with a beta of its own. */
export interface GroupAlpha {
  readonly group: string;
  readonly months: number;
  readonly beta: number | null;
  /** Null for too few months. */
  readonly alpha: Estimate | null;
}

export interface AlphaByGroup {
  /** In the order requested. */
  readonly groups: readonly GroupAlpha[];
  /** Alpha of the last group minus alpha of the first; null where either is null. */
  readonly lastMinusFirst: Estimate | null;
}

/**
 * One regression with an alpha and a beta per group of months, so that differences between groups have standard errors
 * too; Newey–West errors over the months in order. Months without a group, and groups below `MIN_GROUP_MONTHS`, are left out.
 */
export function alphaByGroup(
  all: readonly FactorMonth[],
  groups: readonly string[],
  groupOf: (month: FactorMonth, i: number) => string | null,
): AlphaByGroup {
  const of = all.map(groupOf);
  const sizes = groups.map((g) => of.filter((o) => o === g).length);
  const estimated = groups.filter((_, k) => sizes[k]! >= MIN_GROUP_MONTHS);
  const kept = all.flatMap((month, i) => {
    const at = estimated.indexOf(of[i] ?? '');
    return at < 0 ? [] : [{ month, at }];
  });
  const width = 2 * estimated.length;
  const x = new Float64Array(kept.length * width);
  kept.forEach(({ month, at }, i) => {
    x[i * width + 2 * at] = 1;
    x[i * width + 2 * at + 1] = marketExcess(month);
  });
  const fit =
    estimated.length === 0
      ? null
      : hacRegression(
          kept.map((k) => ownExcess(k.month)),
          x,
          width,
          neweyWestLags(kept.length),
        );
  /** The linear combination of coefficients that adds the named groups' alphas with these signs. */
  const pick = (...signs: readonly (readonly [group: string, sign: number])[]): Float64Array => {
    const weights = new Float64Array(width);
    for (const [group, sign] of signs) weights[2 * estimated.indexOf(group)] = sign;
    return weights;
  };
  const [first, last] = [groups[0]!, groups.at(-1)!];
  const bothEnds = fit && first !== last && estimated.includes(first) && estimated.includes(last);
  return {
    groups: groups.map((group, k): GroupAlpha => {
      if (!fit || !estimated.includes(group)) return { group, months: sizes[k]!, beta: null, alpha: null };
      return {
        group,
        months: sizes[k]!,
        beta: fit.coefficients[2 * estimated.indexOf(group) + 1]!,
        alpha: estimate(sizes[k]!, combination(fit, pick([group, 1]))),
      };
    }),
    lastMinusFirst: bothEnds
      ? estimate(sizes[0]! + sizes.at(-1)!, combination(fit, pick([last, 1], [first, -1])))
      : null,
  };
}

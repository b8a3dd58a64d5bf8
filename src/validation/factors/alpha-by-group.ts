import { combination, hacRegression, neweyWestLags } from '../../math/regression/hac-regression.ts';
import { type Estimate, estimate } from './estimate.ts';
import { marketExcess, ownExcess, type ResearchMonth } from './inputs/monthly-returns.ts';

/** Below this many months a part of the record is not told (our choice). */
export const LEAST_IN_GROUP = 12;

/** A part of the record: its months, and alpha against the market in them, with a beta of its own. */
export interface GroupAlpha {
  readonly group: string;
  readonly months: number;
  readonly beta: number | null;
  /** Null for too few months. */
  readonly alpha: Estimate | null;
}

export interface AlphaByGroup {
  /** In the order asked for. */
  readonly groups: readonly GroupAlpha[];
  /** Alpha of the last group less that of the first; null where either is. */
  readonly lastLessFirst: Estimate | null;
}

/**
 * One regression with an alpha and a beta for each group of months, so that differences have errors too; Newey–West
 * over the months in their order. Months of no group, and groups too small, are left out.
 */
export function alphaByGroup(
  all: readonly ResearchMonth[],
  groups: readonly string[],
  groupOf: (month: ResearchMonth, i: number) => string | null,
): AlphaByGroup {
  const of = all.map(groupOf);
  const sizes = groups.map((g) => of.filter((o) => o === g).length);
  const told = groups.filter((_, k) => sizes[k]! >= LEAST_IN_GROUP);
  const kept = all.flatMap((month, i) => {
    const at = told.indexOf(of[i] ?? '');
    return at < 0 ? [] : [{ month, at }];
  });
  const width = 2 * told.length;
  const x = new Float64Array(kept.length * width);
  kept.forEach(({ month, at }, i) => {
    x[i * width + 2 * at] = 1;
    x[i * width + 2 * at + 1] = marketExcess(month);
  });
  const fit =
    told.length === 0
      ? null
      : hacRegression(
          kept.map((k) => ownExcess(k.month)),
          x,
          width,
          neweyWestLags(kept.length),
        );
  /** Picks alphas out of the coefficients. */
  const pick = (...signs: readonly (readonly [group: string, sign: number])[]): Float64Array => {
    const weights = new Float64Array(width);
    for (const [group, sign] of signs) weights[2 * told.indexOf(group)] = sign;
    return weights;
  };
  const [first, last] = [groups[0]!, groups.at(-1)!];
  const bothEnds = fit && first !== last && told.includes(first) && told.includes(last);
  return {
    groups: groups.map((group, k): GroupAlpha => {
      if (!fit || !told.includes(group)) return { group, months: sizes[k]!, beta: null, alpha: null };
      return {
        group,
        months: sizes[k]!,
        beta: fit.coefficients[2 * told.indexOf(group) + 1]!,
        alpha: estimate(sizes[k]!, combination(fit, pick([group, 1]))),
      };
    }),
    lastLessFirst: bothEnds
      ? estimate(sizes[0]! + sizes.at(-1)!, combination(fit, pick([last, 1], [first, -1])))
      : null,
  };
}

import { mean } from '../../src/math/statistics/sample-moments.ts';
import { optimise } from '../../src/optimiser/optimise.ts';
import type { Problem } from '../../src/market/problem.ts';
import { ASSET_CLASSES, type AssetClass, type ClassWeights } from '../profile/asset-classes.ts';
import type { ProfileRules } from '../profile/rules.ts';

/** A fund to weigh, with its monthly returns over the same months as the others. */
export interface WeighedFund {
  readonly code: string;
  readonly class: AssetClass;
  readonly category: string;
  /** Maximum weight of its category, a fraction of the portfolio. */
  readonly cap: number;
  readonly returns: Float64Array;
}

/** Weights of the funds, and what could not be placed. */
export interface FundWeights {
  /** By code, fractions of the portfolio. */
  readonly weights: Readonly<Record<string, number>>;
  /** By asset class: what no fund could take, kept as cash until one is chosen. */
  readonly unfilled: ClassWeights;
  /** Per year; null if there are fewer than two funds. */
  readonly volatility: number | null;
  readonly expectedReturn: number | null;
  readonly problems: readonly Problem[];
}

const MONTHS_A_YEAR = 12;
const NOTHING = 1e-9;

/**
 * Weighs the chosen funds by mean-variance optimisation: the classes at their tactical weights, each fund and category below
 * its maximum. A fund's expected return is shrunk to the mean of its class, so that past winners are not extrapolated.
 *
 * @throws UserError if the optimiser finds no solution.
 */
export async function fundWeights(
  funds: readonly WeighedFund[],
  target: ClassWeights,
  { funds: rules }: Pick<ProfileRules, 'funds'>,
): Promise<FundWeights> {
  const most = rules.maximumWeight;
  const room = (assetClass: AssetClass): number => {
    const own = funds.filter((fund) => fund.class === assetClass);
    const categories = new Map<string, { cap: number; count: number }>();
    for (const { category, cap } of own)
      categories.set(category, { cap, count: (categories.get(category)?.count ?? 0) + 1 });
    return [...categories.values()].reduce((sum, { cap, count }) => sum + Math.min(cap, count * most), 0);
  };
  const filled = classes((id) => Math.min(target[id], room(id)));
  const unfilled = classes((id) => (target[id] - filled[id] > NOTHING ? target[id] - filled[id] : 0));
  const problems = ASSET_CLASSES.filter((id) => unfilled[id] > 0).map((id) =>
    unfilledProblem(
      id,
      unfilled[id],
      funds.some((fund) => fund.class === id),
      most,
    ),
  );
  const used = funds.filter((fund) => filled[fund.class] > NOTHING);
  if (used.length < 2)
    return {
      weights: Object.fromEntries(used.map((fund) => [fund.code, filled[fund.class]])),
      unfilled,
      volatility: null,
      expectedReturn: null,
      problems,
    };
  const present = ASSET_CLASSES.filter((id) => used.some((fund) => fund.class === id));
  const classMean = new Map(
    present.map((id) => [id, mean(used.filter((f) => f.class === id).map((f) => mean(f.returns)))]),
  );
  const expected = used.map(
    (fund) =>
      MONTHS_A_YEAR *
      (rules.shrinkToCategory * classMean.get(fund.class)! +
        (1 - rules.shrinkToCategory) * mean(fund.returns)),
  );
  const names = used.map(({ code }) => code);
  const categories = [...new Set(used.map(({ category }) => category))];
  const found = await optimise({
    moments: { names, covariance: covarianceOf(used), expected },
    method: 'mean-variance',
    riskAversion: rules.riskAversion,
    constraints: {
      invested: present.reduce((sum, id) => sum + filled[id], 0),
      maxWeight: most,
      groups: [
        // The last class is what the others leave of the whole.
        ...present.slice(0, -1).map((id) => ({
          name: id,
          assets: used.filter((fund) => fund.class === id).map(({ code }) => code),
          min: filled[id],
          max: filled[id],
        })),
        ...categories.flatMap((category) => {
          const own = used.filter((fund) => fund.category === category);
          return own[0]!.cap < 1
            ? [{ name: category, assets: own.map(({ code }) => code), max: own[0]!.cap }]
            : [];
        }),
      ],
    },
  });
  return {
    weights: Object.fromEntries(names.map((code) => [code, Math.max(0, found.weights[code]!)])),
    unfilled,
    volatility: found.volatility,
    expectedReturn: found.expectedReturn,
    problems: [...problems, ...found.problems],
  };
}

const classes = (weightOf: (id: AssetClass) => number): ClassWeights => ({
  equity: weightOf('equity'),
  debt: weightOf('debt'),
  gold: weightOf('gold'),
  cash: weightOf('cash'),
});

/** Sample covariance of monthly returns, per year; n − 1 degrees of freedom. */
function covarianceOf(funds: readonly WeighedFund[]): number[][] {
  const centred = funds.map(({ returns }) => {
    const centre = mean(returns);
    return returns.map((r) => r - centre);
  });
  const n = centred[0]!.length - 1;
  return centred.map((a) =>
    centred.map((b) => (MONTHS_A_YEAR * a.reduce((sum, x, i) => sum + x * b[i]!, 0)) / n),
  );
}

const unfilledProblem = (id: AssetClass, weight: number, hasFunds: boolean, most: number): Problem => ({
  severity: 'warning',
  code: 'unfilled',
  about: id,
  message: hasFunds
    ? `${(100 * weight).toFixed(1)} % of the portfolio is left in cash: the chosen funds may hold ${Math.round(100 * most)} % each and no more.`
    : `${(100 * weight).toFixed(1)} % of the portfolio is left in cash: the store has no eligible fund of this class.`,
  remedy: 'Import the NAVs of more funds of its categories (mfapi.in or AMFI), or choose a fund by hand.',
});

import { INDUSTRIES, INDUSTRY_AT, STYLE_AT, STYLES } from '../../../src/risk/factors.ts';
import { type MeasuredPortfolio, portfolioExposures } from '../exposure-summary.ts';
import { stockWeights } from '../look-through.ts';
import type { LimitUse } from '../result.ts';
import type { SleevePortfolio } from '../sleeve-holdings.ts';
import type { ModelTarget } from '../target.ts';
import { betaEnds } from './constraints.ts';
import type { ConstraintSlack } from './relax-constraints.ts';

const BETA_AT = STYLE_AT + STYLES.indexOf('BETA');

/**
 * What the final portfolio uses of each limit: compliance limits, which are never relaxed, before soft limits in the order in
 * which they are relaxed.
 *
 * @param given the soft limits before any relaxation; `turnover` of the month.
 */
export function limitUse(
  { programme, optimum }: Pick<ModelTarget, 'programme' | 'optimum'>,
  given: Omit<ConstraintSlack, 'beta'>,
  portfolio: MeasuredPortfolio & SleevePortfolio,
  turnover: number,
): LimitUse[] {
  const exposures = portfolioExposures(portfolio);
  const ends = betaEnds(programme, { ...given, beta: 0 });
  const relaxedTo = (limit: LimitUse['limit']): number | null =>
    optimum.relaxed.find((r) => r.constraint === limit)?.to ?? null;
  const beyondBand = programme.sleeves.map(({ id }, i) => {
    const weight = portfolio.weights[id] ?? 0;
    return Math.max(0, programme.low[i]! - weight, weight - programme.high[i]!);
  });
  const distances = INDUSTRIES.map((_, g) =>
    Math.abs(exposures[INDUSTRY_AT + g]! - programme.bouquetExposures[INDUSTRY_AT + g]!),
  );
  return [
    {
      kind: 'compliance',
      limit: 'stock',
      low: null,
      high: programme.rules.complianceLimits.nameCap,
      value: Math.max(0, ...stockWeights(programme.stocks, portfolio).map((s) => s.weight)),
      relaxedTo: null,
    },
    {
      kind: 'compliance',
      limit: 'bands',
      low: null,
      high: 0,
      value: Math.max(0, ...beyondBand),
      relaxedTo: null,
    },
    {
      kind: 'soft',
      limit: 'turnover',
      low: null,
      high: given.turnover,
      value: turnover,
      relaxedTo: relaxedTo('turnover'),
    },
    {
      kind: 'soft',
      limit: 'industry',
      low: null,
      high: given.industry,
      value: Math.max(...distances),
      relaxedTo: relaxedTo('industry'),
    },
    {
      kind: 'soft',
      limit: 'beta',
      ...ends,
      value: exposures[BETA_AT]! - programme.marketExposures[BETA_AT]!,
      relaxedTo: relaxedTo('beta'),
    },
  ];
}

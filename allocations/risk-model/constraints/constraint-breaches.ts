import { INDUSTRIES, INDUSTRY_AT, STYLE_AT, STYLES } from '../../../src/risk/factors.ts';
import type { StockSnapshot } from '../../stocks/stock-snapshot.ts';
import { inWords, listed, plainPercent } from '../../../src/format/words.ts';
import { portfolioExposures, type MeasuredPortfolio } from '../exposure-summary.ts';
import { BANDS, betaEnds, exposureText } from './constraints.ts';
import type { ModelTarget } from '../target.ts';
import type { ConstraintSlack } from './relax-constraints.ts';
import { stockWeights } from '../look-through.ts';
import type { SleevePortfolio } from '../sleeve-holdings.ts';

/** Tolerance for rounding and for the optimiser's own precision. */
const TOLERANCE = 1e-6;

/** The constraints that a partially completed rebalancing still breaches, one phrase per kind with its figures. */
export function constraintBreaches(
  stocks: StockSnapshot,
  { programme }: ModelTarget,
  slack: ConstraintSlack & { readonly minimumTrade: number },
  portfolio: MeasuredPortfolio & SleevePortfolio,
): string[] {
  const { sleeves, low, high, rules, marketExposures, bouquetExposures } = programme;
  const { nameCap } = rules.complianceLimits;
  const exposures = portfolioExposures(portfolio);
  const isOutside = (x: number, from: number, to: number): boolean =>
    x < from - TOLERANCE || x > to + TOLERANCE;

  const bandBreaches = sleeves.flatMap(({ id }, i) => {
    const weight = portfolio.weights[id] ?? 0;
    // A sleeve may drift past its band by less than the minimum trade.
    if (!isOutside(weight, low[i]! - slack.minimumTrade, high[i]! + slack.minimumTrade)) return [];
    return [
      `${inWords(id)} at ${plainPercent(weight)} (${plainPercent(low[i]!)} to ${plainPercent(high[i]!)})`,
    ];
  });
  const stockBreaches = stockWeights(stocks, portfolio)
    .filter(({ weight }) => weight > nameCap + TOLERANCE)
    .map(({ issuer, weight }) => `${stocks.issuers[issuer]!.symbol} at ${plainPercent(weight)}`);
  const industryBreaches = INDUSTRIES.flatMap((name, g) => {
    const difference = exposures[INDUSTRY_AT + g]! - bouquetExposures[INDUSTRY_AT + g]!;
    return isOutside(difference, -slack.industry, slack.industry)
      ? [`${name} by ${plainPercent(difference)}`]
      : [];
  });
  const betaAt = STYLE_AT + STYLES.indexOf('BETA');
  const beta = exposures[betaAt]! - marketExposures[betaAt]!;
  const band = betaEnds(programme, slack);
  const isBetaOut = isOutside(beta, band.low, band.high);
  const described = (limit: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [`${limit}: ${listed(items)}`];
  return [
    ...described(BANDS, bandBreaches),
    ...described(`at most ${plainPercent(nameCap)} in a stock`, stockBreaches),
    ...described(
      `industries within ${plainPercent(slack.industry)} of the bouquet’s weights`,
      industryBreaches,
    ),
    ...described(
      `exposure to BETA from ${exposureText(band.low)} to ${exposureText(band.high)}`,
      isBetaOut ? [exposureText(beta)] : [],
    ),
  ];
}

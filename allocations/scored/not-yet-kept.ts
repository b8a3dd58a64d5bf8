import { INDUSTRIES, INDUSTRY_AT, STYLE_AT, STYLES } from '../../src/risk/factors.ts';
import type { StockBasis } from '../stock-basis.ts';
import { percent } from '../wording.ts';
import { exposuresOf, type MeasuredPortfolio } from './exposure-lines.ts';
import type { ModelTarget } from './model-target.ts';
import type { Room } from './relax.ts';
import { sharesOf } from './share-lines.ts';
import type { SleeveHoldings } from './sleeve-holdings.ts';

/** Differences that are no breach: rounding, and the optimiser's own tolerance. */
const SLACK = 1e-6;

/** The limits that a portfolio part of the way does not keep yet, each in a few words with its figure. */
export function notYetKept(
  basis: StockBasis,
  { programme }: ModelTarget,
  room: Room,
  portfolio: MeasuredPortfolio & { readonly holdings: SleeveHoldings },
): string[] {
  const { sleeves, low, high, rules, regime, marketExposures } = programme;
  const active = exposuresOf(portfolio).map((x, k) => x - marketExposures[k]!);
  const isOutside = (x: number, from: number, to: number): boolean => x < from - SLACK || x > to + SLACK;

  const bands = sleeves.flatMap(({ id }, i) => {
    const weight = portfolio.weights[id] ?? 0;
    if (!isOutside(weight, low[i]!, high[i]!)) return [];
    return [`${id} is at ${percent(weight)}, its band from ${percent(low[i]!)} to ${percent(high[i]!)}`];
  });
  const names = sharesOf(portfolio)
    .filter(({ weight }) => weight > rules.nameCap + SLACK)
    .map(
      ({ issuer, weight }) =>
        `${basis.issuers[issuer]!.symbol} is at ${percent(weight)}, a share's cap at ${percent(rules.nameCap)}`,
    );
  const industries = INDUSTRIES.flatMap((name, g) => {
    const away = active[INDUSTRY_AT + g]!;
    if (!isOutside(away, -room.industry, room.industry)) return [];
    return [`${name} is ${percent(away)} from its market weight, the limit ${percent(room.industry)}`];
  });
  const beta = active[STYLE_AT + STYLES.indexOf('BETA')]!;
  const band = rules.betaBand[regime];
  const betas = isOutside(beta, band.low - room.beta, band.high + room.beta)
    ? [`the exposure to BETA is ${beta.toFixed(2)}, its band from ${band.low} to ${band.high}`]
    : [];
  return [...bands, ...names, ...industries, ...betas];
}

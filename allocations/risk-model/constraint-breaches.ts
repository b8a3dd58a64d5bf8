import { INDUSTRIES, INDUSTRY_AT, STYLE_AT, STYLES } from '../../src/risk/factors.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import { inWords, listed, percent } from '../../src/format/words.ts';
import { exposuresOf, type MeasuredPortfolio } from './exposure-summary.ts';
import { BANDS, signed } from './constraints.ts';
import type { ModelTarget } from './target.ts';
import type { Room } from './relax-constraints.ts';
import { sharesOf } from './look-through.ts';
import type { HeldIn } from './sleeve-holdings.ts';

/** Differences that are no breach: rounding, and the optimiser's own tolerance. */
const SLACK = 1e-6;

/** The limits that a portfolio part of the way does not keep yet, each kind in a few words with its figures. */
export function notYetKept(
  basis: StockBasis,
  { programme }: ModelTarget,
  room: Room & { readonly minimumTrade: number },
  portfolio: MeasuredPortfolio & HeldIn,
): string[] {
  const { sleeves, low, high, rules, regime, marketExposures } = programme;
  const active = exposuresOf(portfolio).map((x, k) => x - marketExposures[k]!);
  const isOutside = (x: number, from: number, to: number): boolean => x < from - SLACK || x > to + SLACK;

  const sleevesOut = sleeves.flatMap(({ id }, i) => {
    const weight = portfolio.weights[id] ?? 0;
    // A sleeve may drift past its band by less than a trade.
    if (!isOutside(weight, low[i]! - room.minimumTrade, high[i]! + room.minimumTrade)) return [];
    return [`${inWords(id)} at ${percent(weight)} (${percent(low[i]!)} to ${percent(high[i]!)})`];
  });
  const shares = sharesOf(portfolio)
    .filter(({ weight }) => weight > rules.nameCap + SLACK)
    .map(({ issuer, weight }) => `${basis.issuers[issuer]!.symbol} at ${percent(weight)}`);
  const industries = INDUSTRIES.flatMap((name, g) => {
    const away = active[INDUSTRY_AT + g]!;
    return isOutside(away, -room.industry, room.industry) ? [`${name} by ${percent(away)}`] : [];
  });
  const beta = active[STYLE_AT + STYLES.indexOf('BETA')]!;
  const band = rules.betaBand[regime];
  const isBetaOut = isOutside(beta, band.low - room.beta, band.high + room.beta);
  const told = (limit: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [`${limit}: ${listed(items)}`];
  return [
    ...told(BANDS, sleevesOut),
    ...told(`at most ${percent(rules.nameCap)} in a share`, shares),
    ...told(`industries within ${percent(room.industry)} of their market weights`, industries),
    ...told(
      `exposure to BETA from ${signed(band.low)} to ${signed(band.high)}`,
      isBetaOut ? [signed(beta)] : [],
    ),
  ];
}

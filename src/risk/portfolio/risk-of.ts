import { fractionAsPercent } from '../../format/numbers.ts';
import { iso } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import { isCovered } from '../snapshot.ts';
import type { RiskModelAt } from '../store/risk-model-at.ts';
import { capWeighted } from './cap-weighted.ts';
import { MODEL_MARKET } from './benchmark.ts';
import { resolveHoldings, type StockHolding, type StockHoldings } from './isin-holdings.ts';
import type { Holding } from './portfolio-risk.ts';
import { type PortfolioRiskReport, reportPortfolioRisk, uncoveredReason } from './risk-report.ts';

/** What to do with holdings that the model does not cover: refuse the portfolio, or drop them. */
export type UncoveredRule = 'refuse' | 'drop';

/** A benchmark by ISIN, and its name in the result. */
export interface StockBenchmark {
  readonly name: string;
  readonly holdings: StockHoldings;
}

/** Options of `riskOf`. */
export interface RiskOfOptions {
  /** Default: the model's own market portfolio, its estimation universe by capitalisation. */
  readonly benchmark?: StockBenchmark;
  /** Default `refuse`. Applies to the portfolio and to the benchmark. */
  readonly uncovered?: UncoveredRule;
}

/** A holding left out of a portfolio's risk. */
export interface DroppedHolding extends StockHolding {
  readonly reason: string;
}

/** The risk of a portfolio, in percent a year, and the holdings left out of it. */
export interface StockPortfolioRisk extends PortfolioRiskReport {
  /** Empty unless `uncovered` is `drop`. Their weights are those given. */
  readonly dropped: readonly DroppedHolding[];
}

/** Above this fraction of the portfolio, the covered rest no longer represents it (our choice, as for sleeves). */
const MOST_DROPPED = 0.5;

/**
 * Total and active risk of a portfolio of stocks, with the contribution of every factor and stock.
 *
 * A stock is uncovered if the model does not have its issuer, or has no exposures or no specific risk for it on the day.
 * With `uncovered: 'drop'` it is left out and the other weights are scaled up to the same gross exposure, Σ|w|: the rest
 * of the portfolio then serves as its proxy (our choice, as for sleeves; leaving its weight in cash would understate
 * risk).
 *
 * @param model a model from `readRiskModel`.
 * @param holdings weights by ISIN, fractions of the portfolio; the rest to 1 is cash. Their order does not matter.
 * @returns volatilities and contributions in percent a year; exposures without unit; contributions sum to volatility.
 * @throws UserError for no holdings, a faulty ISIN or weight, uncovered holdings under `refuse`, or more than half of
 *   the portfolio uncovered under `drop`.
 * @example
 * import { readRiskModel, riskOf } from 'trrm/risk';
 *
 * const model = readRiskModel('.trrm/demo/inec1');
 * const [first, second] = model.store.issuers;
 * const risk = riskOf(model, { [first!.isin]: 0.6, [second!.isin]: 0.4 }, { uncovered: 'drop' });
 * console.log(risk.total.volatility, risk.active.volatility, risk.beta);
 */
export function riskOf(
  model: RiskModelAt,
  holdings: StockHoldings,
  { benchmark, uncovered = 'refuse' }: RiskOfOptions = {},
): StockPortfolioRisk {
  const own = coveredHoldings(model, holdings, uncovered, 'portfolio');
  const against = benchmark
    ? { name: benchmark.name, ...coveredHoldings(model, benchmark.holdings, uncovered, benchmark.name) }
    : { name: MODEL_MARKET.name, holdings: capWeighted(model.session) };
  const report = reportPortfolioRisk(model.session, model.store.issuers, own.holdings, against);
  return { ...report, dropped: own.dropped };
}

/** The holdings that the model covers, scaled up for those dropped. */
function coveredHoldings(
  { session, store: { issuers } }: RiskModelAt,
  given: StockHoldings,
  rule: UncoveredRule,
  about: string,
): { readonly holdings: readonly Holding[]; readonly dropped: readonly DroppedHolding[] } {
  const { holdings, unknown } = resolveHoldings(given, issuers, about);
  const covered = holdings.filter(({ issuer }) => isCovered(session, issuer));
  const dropped = [
    ...unknown.map((h) => ({ ...h, reason: 'not an issuer of the model' })),
    ...holdings
      .filter(({ issuer }) => !isCovered(session, issuer))
      .map(({ issuer, weight }) => ({
        isin: issuers[issuer]!.isin,
        weight,
        reason: uncoveredReason(session, issuer),
      })),
  ];
  // Without a forecast nothing is covered; the report says so.
  const hasForecast = session.factorForecast !== null;
  if (dropped.length === 0 || !hasForecast) return { holdings, dropped: [] };
  if (rule === 'refuse')
    throw userError(
      'not-covered',
      about,
      `INEC-1 does not cover ${listed(dropped)} on ${iso(session.day)}.`,
      "Remove them, choose another date, or leave them out with uncovered: 'drop'.",
    );
  const [missing, rest] = [gross(dropped), gross(covered)];
  if (missing > MOST_DROPPED * (missing + rest))
    throw userError(
      'mostly-uncovered',
      about,
      `INEC-1 covers only ${fractionAsPercent(rest / (missing + rest), 1)} of the gross weight on ${iso(session.day)}; it does not cover ${listed(dropped)}.`,
      'Remove these holdings, or choose another date.',
    );
  const scale = (missing + rest) / rest;
  return { holdings: covered.map(({ issuer, weight }) => ({ issuer, weight: weight * scale })), dropped };
}

const gross = (holdings: readonly { readonly weight: number }[]): number =>
  holdings.reduce((sum, { weight }) => sum + Math.abs(weight), 0);

/** Holdings named in one message. */
const NAMED = 5;

const listed = (dropped: readonly DroppedHolding[]): string => {
  const more = dropped.length - NAMED;
  const named = dropped.slice(0, NAMED).map(({ isin, reason }) => `${isin} (${reason})`);
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

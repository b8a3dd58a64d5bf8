import { annualPercent } from '../../../src/math/annualise.ts';
import { factorHessian } from '../../../src/math/qp/factor-hessian.ts';
import { FACTOR_COUNT } from '../../../src/risk/factors.ts';
import { type Holding, portfolioRisk } from '../../../src/risk/portfolio/portfolio-risk.ts';
import { isCovered, addExposures, type RiskSnapshot } from '../../../src/risk/snapshot.ts';
import { issuerPart } from '../../../src/market/stocks/isin.ts';
import type { OpeningHoldings } from '../../holdings/opening.ts';
import { isTradable } from '../../orders/not-tradable.ts';
import { SLEEVES, type SleeveId, type Weights } from '../../positions.ts';
import type { StockSnapshot } from '../../stocks/stock-snapshot.ts';
import type { ModelRules } from '../rules.ts';
import type { Sampling } from '../result.ts';
import { fractionInFunds, issuerColumns } from '../sleeve-holdings.ts';
import { sampleOptimally } from './optimised-sampling.ts';

/** A sleeve that is held in stocks, in part or as a whole. */
interface StockSleeve {
  readonly id: SleeveId;
  /** What of the portfolio it holds in stocks. */
  readonly inStocks: number;
  /** Stocks that the risk model does not cover and that are large enough to stay, as fractions of the portfolio. */
  readonly fixed: readonly Holding[];
  /** The covered stocks, which take the rest: fractions of the portfolio. */
  readonly covered: readonly Holding[];
}

/**
 * The stocks in which sleeves of the given weights are held under the rule book's limits on positions, and what the
 * reduction costs. Applies to the part of a portfolio that is held in stocks: funds and index units are not split. Stocks
 * that INEC-1 does not cover cannot be replicated: they are dropped below the smallest position, and stay above it.
 *
 * @returns null if no limit takes effect, or if the stocks held are not known.
 */
export async function sampleSleeves(
  stocks: StockSnapshot,
  holdings: OpeningHoldings,
  weights: Weights,
  { sampling: rules, complianceLimits }: ModelRules,
): Promise<Sampling | null> {
  if (!holdings.stocks) return null;
  const sleeves = stockSleeves(stocks, holdings, weights, rules.minimumPosition);
  const columns = [...new Set(sleeves.flatMap((s) => s.covered.map((h) => h.issuer)))].sort((a, b) => a - b);
  if (columns.length === 0) return null;
  const at = new Map(columns.map((issuer, i) => [issuer, i]));
  const target = new Float64Array(columns.length);
  const ofSleeves = sleeves.map(({ covered }) => {
    const own = new Float64Array(columns.length);
    for (const { issuer, weight } of covered) own[at.get(issuer)!]! += weight;
    own.forEach((w, i) => (target[i]! += w));
    return own;
  });
  const held = heldColumns(stocks, holdings);
  const split = ofSleeves.map((own) => own.map((w, i) => w / target[i]!));
  const sampled = await sampleOptimally(
    {
      weights: target,
      split,
      upper: target.map((w) => Math.max(w, complianceLimits.nameCap)),
      covariance: covarianceOf(stocks.riskModel, columns),
      isHeld: columns.map((c) => held.has(c)),
      isTradable: columns.map((c) => isTradable(stocks, c)),
    },
    rules,
  );
  const model = new Set(
    sleeves.flatMap(({ id }) =>
      stocks.sleeves[id]!.holdings.filter((h) => h.weight > 0).map((h) => h.issuer),
    ),
  );
  const sleeveHoldings = sleeves.map(({ id, fixed }, s) => {
    const own = [
      ...fixed,
      ...columns.flatMap((issuer, i) => {
        const weight = sampled[i]! * split[s]![i]!;
        return weight > NOTHING ? [{ issuer, weight }] : [];
      }),
    ];
    const total = own.reduce((sum, h) => sum + h.weight, 0);
    return [id, own.map(({ issuer, weight }) => ({ issuer, weight: weight / total }))] as const;
  });
  const names = new Set(sleeveHoldings.flatMap(([, own]) => own.map((h) => h.issuer)));
  if (names.size === model.size) return null;
  const difference = columns.map((issuer, i) => ({ issuer, weight: sampled[i]! - target[i]! }));
  const active = portfolioRisk(stocks.riskModel, difference);
  if (active.kind === 'uncovered') throw new Error('optimised sampling: stocks without coverage');
  return {
    ...rules,
    stocksBefore: model.size,
    stocks: names.size,
    smallest: Math.min(...sampled.filter((w) => w > NOTHING)),
    trackingError: annualPercent(active.risk.volatility),
    holdings: Object.fromEntries(
      sleeveHoldings.map(([id, own]) => [
        id,
        own.map(({ issuer, weight }) => {
          const { isin, symbol } = stocks.issuers[issuer]!;
          return { isin, symbol, weight };
        }),
      ]),
    ),
  };
}

/** A smaller weight is the rounding of the solver. */
const NOTHING = 1e-9;

function stockSleeves(
  stocks: StockSnapshot,
  holdings: OpeningHoldings,
  weights: Weights,
  minimumPosition: number,
): StockSleeve[] {
  return SLEEVES.flatMap((id): StockSleeve[] => {
    const own = stocks.sleeves[id]?.holdings ?? [];
    const inStocks = (weights[id] ?? 0) * (1 - fractionInFunds(holdings, id));
    if (own.length === 0 || stocks.indexSleeves?.[id] || inStocks <= NOTHING) return [];
    const known = own.filter((h) => isCovered(stocks.riskModel, h.issuer));
    const coverage = known.reduce((sum, h) => sum + h.weight, 0);
    if (coverage === 0) return [];
    const fixed = own.flatMap(({ issuer, weight }) =>
      !isCovered(stocks.riskModel, issuer) && inStocks * weight >= minimumPosition
        ? [{ issuer, weight: inStocks * weight }]
        : [],
    );
    const rest = fixed.reduce((left, h) => left - h.weight, inStocks);
    return [
      {
        id,
        inStocks,
        fixed,
        covered: known.map(({ issuer, weight }) => ({ issuer, weight: (rest * weight) / coverage })),
      },
    ];
  });
}

function heldColumns(stocks: StockSnapshot, holdings: OpeningHoldings): ReadonlySet<number | undefined> {
  const columns = issuerColumns(stocks);
  return new Set((holdings.stocks ?? []).map(({ isin }) => columns.get(issuerPart(isin))));
}

function covarianceOf(riskModel: RiskSnapshot, columns: readonly number[]) {
  const exposures = new Float64Array(columns.length * FACTOR_COUNT);
  columns.forEach((issuer, i) =>
    addExposures(riskModel, issuer, 1, exposures.subarray(i * FACTOR_COUNT, (i + 1) * FACTOR_COUNT)),
  );
  return factorHessian(
    exposures,
    riskModel.covariance,
    Float64Array.from(columns, (issuer) => riskModel.specificVolatility[issuer]! ** 2),
  );
}

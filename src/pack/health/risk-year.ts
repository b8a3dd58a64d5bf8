import { SLEEVES } from '../../../allocations/positions.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import type { Decision } from '../../decision/document/decision.ts';
import { type Day, iso, monthNumber } from '../../market/day.ts';
import { issuerPart } from '../../market/stocks/isin.ts';
import { annualPercent } from '../../math/annualise.ts';
import { FACTOR_GROUPS, type FactorGroup } from '../../risk/covariance/factor-groups.ts';
import { FACTOR_COUNT } from '../../risk/factors.ts';
import { type BiasTable, biasTests } from '../../risk/diagnostics/bias-tests.ts';
import { coveredAt, givenPortfolio } from '../../risk/diagnostics/given-portfolio.ts';
import { capWeighted } from '../../risk/portfolio/cap-weighted.ts';
import {
  activeHoldings,
  type Holding,
  portfolioBeta,
  type PortfolioRisk,
  portfolioRisk,
} from '../../risk/portfolio/portfolio-risk.ts';
import { isCovered, type RiskSnapshot } from '../../risk/snapshot.ts';
import { forecastAt, type RiskSession } from '../../risk/store/daily-record.ts';

/** What the decided stocks and index sleeves would have been forecast to risk at a close of the year. Percent a year; parts as fractions of the variance. */
export interface RiskPoint {
  readonly day: string;
  readonly volatility: number;
  readonly beta: number;
  readonly trackingError: number;
  /** They sum to 1. */
  readonly variance: Readonly<Record<FactorGroup | 'specific', number>>;
}

/** Forecasts of the decided stocks' risk against what followed. Daily figures; deviations as fractions. */
export interface ForecastTested {
  readonly of: 'portfolio' | 'active';
  /** Sessions that a forecast covers. */
  readonly horizon: number;
  readonly observations: number;
  readonly bias: number;
  readonly low: number;
  readonly high: number;
  readonly isInBand: boolean;
}

/** The decided equity weights, unchanged, through a year of INEC-1's forecasts. */
export interface RiskYear {
  readonly from: string;
  readonly to: string;
  readonly sessions: number;
  /** At the last session of each month. */
  readonly path: readonly RiskPoint[];
  readonly forecasts: readonly ForecastTested[];
}

/** A day, and the month between two decisions. */
const HORIZONS = [1, 21] as const;
/** Fewer sessions test no forecast (our choice: a quarter). */
const LEAST = 63;

/**
 * Follows the decided equity weights back through a year of the risk model: its forecasts for them at each month-end, and the bias
 * statistic of its daily and monthly forecasts for them. Weights are held constant, so the path shows how risk changed and not
 * what was held. A sleeve held by its index has the exposures and the specific risk of the decision throughout.
 *
 * @param sessions of the risk model, ascending. @param stocks at the decision, index sleeves included.
 * @returns null without stocks, or with too few sessions that cover them.
 */
export function riskYear(
  decision: Decision,
  sessions: readonly RiskSession[],
  stocks: StockSnapshot | null,
): RiskYear | null {
  if (!stocks) return null;
  const { holdings, extended } = withIndices(decision, sessions, stocks);
  const usable = extended.filter((s) => coveredAt(s, holdings) !== null);
  if (holdings.length === 0 || usable.length < LEAST) return null;
  const tests = biasTests(givenPortfolio(holdings), HORIZONS);
  const path: RiskPoint[] = [];
  for (const [i, session] of usable.entries()) {
    tests.add(session);
    const next = usable[i + 1];
    // In the same pass, while the month's eigenfactor adjustment of the tests is still remembered.
    if (!next || monthNumber(next.day) !== monthNumber(session.day)) path.push(riskAt(session, holdings));
  }
  return {
    from: iso(usable[0]!.day),
    to: iso(usable.at(-1)!.day),
    sessions: usable.length,
    path,
    forecasts: tests.result().flatMap(testedIn),
  };
}

/** The decided holdings by column, and the sessions with a column for each sleeve that is held by its index. */
function withIndices(
  { allocation }: Decision,
  sessions: readonly RiskSession[],
  { issuers, riskModel, sleeves }: StockSnapshot,
): { readonly holdings: readonly Holding[]; readonly extended: readonly IndexedSession[] } {
  const listed = riskModel.industry.length;
  const columns = new Map(issuers.slice(0, listed).map(({ isin }, column) => [issuerPart(isin), column]));
  const held = allocation.method === 'risk-model' ? allocation.riskModel.stocks : [];
  const stocks = held.flatMap(({ isin, final }): Holding[] => {
    const issuer = columns.get(issuerPart(isin));
    return issuer === undefined || !(final > 0) ? [] : [{ issuer, weight: final }];
  });
  const indices = SLEEVES.flatMap((id) => {
    const index = (sleeves[id]?.holdings[0]?.issuer ?? 0) - listed;
    const weight = allocation.final[id] ?? 0;
    return index < 0 || !(weight > 0) ? [] : [{ index, weight, levels: sleeves[id]!.levels }];
  });
  const width = sessions.at(-1)?.industry.length ?? 0;
  const indexExposures = new Float64Array(indices.length * FACTOR_COUNT);
  indices.forEach(({ index }, m) =>
    indexExposures.set(
      riskModel.indexExposures!.subarray(index * FACTOR_COUNT, (index + 1) * FACTOR_COUNT),
      m * FACTOR_COUNT,
    ),
  );
  const levels = indices.map(
    ({ levels: { day, total } }) => new Map(day.map((d, i) => [d, total[i]!] as const)),
  );
  const change = (of: ReadonlyMap<Day, number>, t: number): number =>
    t === 0 ? NaN : (of.get(sessions[t]!.day) ?? NaN) / (of.get(sessions[t - 1]!.day) ?? NaN) - 1;
  return {
    holdings: [...stocks, ...indices.map(({ weight }, m) => ({ issuer: width + m, weight }))],
    extended: sessions.map((session, t) => ({
      ...session,
      indexExposures,
      specificVolatility: Float64Array.from([
        ...session.specificVolatility,
        ...indices.map(({ index }) => riskModel.specificVolatility[listed + index]!),
      ]),
      returns: Float64Array.from([...session.returns, ...levels.map((of) => change(of, t))]),
    })),
  };
}

/** A session with indices as assets beside its issuers. */
type IndexedSession = RiskSession & Pick<RiskSnapshot, 'indexExposures'>;

const testedIn = ({ horizon, tests }: BiasTable<string>): ForecastTested[] =>
  tests.map(({ name, observations, bias, band: [low, high], inBand }) => ({
    of: name as ForecastTested['of'],
    horizon,
    observations,
    bias,
    low,
    high,
    isInBand: inBand,
  }));

function riskAt(session: RiskSession, holdings: readonly Holding[]): RiskPoint {
  const forecast = forecastAt(session, HORIZONS[1]);
  const own = coveredAt(session, holdings)!;
  const market = capWeighted(session).filter(({ issuer }) => isCovered(session, issuer));
  const riskOf = (held: readonly Holding[]): PortfolioRisk => {
    const result = portfolioRisk(forecast, held);
    if (result.kind === 'uncovered') throw new Error(`not covered: issuers ${result.issuers.join(', ')}`);
    return result.risk;
  };
  const total = riskOf(own);
  const partOf = (from: number, to: number): number =>
    total.factorContributions.subarray(from, to).reduce((sum, c) => sum + c, 0) / total.volatility;
  const groups = FACTOR_GROUPS.map(({ id, from, to }) => [id, partOf(from, to)] as const);
  return {
    day: iso(session.day),
    volatility: annualPercent(total.volatility),
    beta: portfolioBeta(forecast, own, market),
    trackingError: annualPercent(riskOf(activeHoldings(own, market)).volatility),
    variance: {
      ...(Object.fromEntries(groups) as Record<FactorGroup, number>),
      specific: total.specificContribution / total.volatility,
    },
  };
}

import { SLEEVES, type SleeveId } from '../../../allocations/positions.ts';
import { FIT_SESSIONS } from '../../../allocations/stocks/fit-index.ts';
import type { SleeveOfStocks, StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import type { Day } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import type { DataSnapshot } from '../../market/stocks/data-snapshot.ts';
import type { StocksAtCloses } from '../../market/stocks/stocks-at-closes.ts';
import { capWeighted } from '../../risk/portfolio/cap-weighted.ts';
import { STYLE_COUNT } from '../../risk/factors.ts';
import { forecastAt, type RiskForecast, type RiskSession } from '../../risk/store/daily-record.ts';
import { completedReviews, holdingsAt, type SleeveHistory } from '../../sleeves/sleeve-history.ts';
import type { BuiltModels } from './build-models.ts';
import { riskIssuers } from '../../../allocations/stocks/issuers.ts';

/** Decisions are made for the next month. */
const HORIZON = 21;

/**
 * The stock snapshot at the close of a session, with the problems found about its issuers. The models may include later
 * sessions and issuers.
 */
export async function snapshotAtClose(
  stocks: StocksAtCloses,
  models: BuiltModels,
  session: RiskSession,
  { asOf }: DataSnapshot,
): Promise<{ readonly snapshot: StockSnapshot; readonly problems: readonly Problem[] }> {
  const { day } = session;
  const { issuers: listed, ...trading } = await stocks.lastPrices(day, asOf);
  const { issuers, problems } = riskIssuers(listed);
  const { marketCap, inEstimation, ...riskModel } = firstColumns(
    forecastAt(session, HORIZON),
    issuers.length,
  );
  const { histories } = models.sleeves;
  const sleeves = Object.fromEntries(SLEEVES.map((id) => [id, sleeveAt(histories[id]!, day)]));
  // For the exposures of the benchmark, and of the indices of sleeves without stocks.
  const factorReturns = models.factorReturns(day, FIT_SESSIONS);
  return {
    snapshot: {
      day,
      issuers,
      riskModel,
      market: capWeighted({ ...riskModel, marketCap, inEstimation }),
      sleeves: sleeves as Record<SleeveId, SleeveOfStocks | null>,
      ...(factorReturns && { factorReturns }),
      ...trading,
    },
    problems,
  };
}

/** Issuers listed later have columns after the others. Copies, so that the rest of the session can be freed. */
const firstColumns = (s: RiskForecast, columns: number) => ({
  day: s.day,
  horizon: s.horizon,
  styles: s.styles.slice(0, columns * STYLE_COUNT),
  industry: s.industry.slice(0, columns),
  covariance: s.covariance.slice(),
  specificVolatility: s.specificVolatility.slice(0, columns),
  marketCap: s.marketCap.slice(0, columns),
  inEstimation: s.inEstimation.slice(0, columns),
});

function sleeveAt(history: SleeveHistory, day: Day): SleeveOfStocks | null {
  const holdings = holdingsAt(history, day);
  if (!holdings) return null;
  const sessions = history.levels.day.filter((d) => d <= day);
  return {
    holdings,
    levels: { day: sessions, total: history.levels.total.slice(0, sessions.length) },
    reviews: completedReviews(history).flatMap(({ effective, turnover }) =>
      turnover === null || effective > day ? [] : [{ day: effective, turnover }],
    ),
  };
}

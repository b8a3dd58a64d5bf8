import { SLEEVES, type SleeveId } from '../../../allocations/positions.ts';
import type { SleeveOfStocks, StockBasis } from '../../../allocations/stocks/stock-snapshot.ts';
import type { Day } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import type { ShareReading } from '../../market/stocks/data-snapshot.ts';
import type { Store } from '../../market/store/store.ts';
import { capWeighted } from '../../risk/portfolio/cap-weighted.ts';
import { STYLE_COUNT } from '../../risk/factors.ts';
import type { RiskSession } from '../../risk/store/daily-record.ts';
import { holdingsAt, type SleeveHistory } from '../../sleeves/sleeve-history.ts';
import type { BuiltShares } from './built-shares.ts';
import { riskIssuers } from './companies.ts';

/** The basis at the close of a session of built shares, which may have seen more; with what is doubtful about the companies. */
export async function basisAtClose(
  store: Store,
  built: BuiltShares,
  session: RiskSession,
  { asOf, throughImport }: ShareReading,
): Promise<{ readonly basis: StockBasis; readonly problems: readonly Problem[] }> {
  const { day } = session;
  const { issuers: listed, ...trading } = await store.lastPrices({ day, asOf, throughImport });
  const { issuers, problems } = riskIssuers(listed);
  const { marketCap, inEstimation, ...snapshot } = firstColumns(session, issuers.length);
  const { histories } = built.sleeves;
  const sleeves = Object.fromEntries(SLEEVES.map((id) => [id, sleeveAt(histories[id]!, day)]));
  return {
    basis: {
      day,
      issuers,
      snapshot,
      market: capWeighted({ ...snapshot, marketCap, inEstimation }),
      sleeves: sleeves as Record<SleeveId, SleeveOfStocks | null>,
      ...trading,
    },
    problems,
  };
}

/** Companies that listed later have columns behind the others. Copies, which do not hold on to all that was read. */
const firstColumns = (s: RiskSession, columns: number) => ({
  day: s.day,
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
  return { holdings, levels: { day: sessions, total: history.levels.total.slice(0, sessions.length) } };
}

import { SLEEVES, type SleeveId } from '../../allocations/positions.ts';
import { sleeveIssuers } from '../../allocations/stocks/issuers.ts';
import type { SleeveOfStocks, StockSnapshot } from '../../allocations/stocks/stock-snapshot.ts';
import { REGIMES, type Regime } from '../../regimes/regime.ts';
import { type EquityDay, simulateEquities } from '../../fixtures/equities/equity-market.ts';
import type { StylePremia } from '../../fixtures/equities/factor-table.ts';
import { type Day, monthNumber } from '../../src/market/day.ts';
import { STYLE_COUNT } from '../../src/risk/factors.ts';
import { advanceRiskModel, newRiskModel, type RiskDay, riskModelWorkspace } from '../../src/risk/model.ts';
import { capWeighted } from '../../src/risk/portfolio/cap-weighted.ts';
import { DEFAULT_RISK_RULES } from '../../src/risk/risk-rules.ts';
import { forecastAt, sessionOf } from '../../src/risk/store/daily-record.ts';
import { advanceBuild, endMonth, newSleeveBuild, type SleeveBuild } from '../../src/sleeves/build.ts';
import { DEFAULT_SLEEVE_RULES } from '../../src/sleeves/sleeve-rules.ts';

export interface StudyMarketOptions {
  readonly seed: number;
  readonly stocks: number;
  /** Month-ends at which a portfolio is decided. */
  readonly months: number;
  readonly premia: StylePremia;
}

/** The simulated Nifty starts here, so that signals have a history; stocks start five and a half years before the study. */
export const MARKET_FROM = '2005-04-01';
export const MARKET_TO = '2025-03-31';
/** The contrarian sleeve needs five years of prices. */
const MONTHS_BEFORE = 62;

/** A sleeve between a month-end and the next. */
export interface SleeveMonth {
  /** Total growth of its holdings, as they drift. */
  readonly growth: number;
  /** By regime: the sum over the sessions in that hidden regime of the sleeve's true style exposures, [12]. */
  readonly exposureDays: Readonly<Record<Regime, Float64Array>>;
}

/** A month-end: what a decision may see, and, apart from it, the truth. */
export interface StudyMonth {
  readonly stocks: StockSnapshot;
  /** The hidden regime at the close. */
  readonly regime: Regime;
  /** Sessions of the next month by hidden regime. */
  readonly sessions: Readonly<Record<Regime, number>>;
  readonly sleeves: Readonly<Partial<Record<SleeveId, SleeveMonth>>>;
}

/**
 * Simulates a market and builds INEC-1 and the sleeves on it, once for all designs. A decision sees `stocks`: estimated
 * exposures, covariance and sleeves, nothing of the truth. The market's true exposures are `plainExposures`, which INEC-1
 * measures with error.
 */
export function studyMarket({ seed, stocks, months, premia }: StudyMarketOptions): StudyMonth[] {
  const from = monthsBefore(MARKET_TO, MONTHS_BEFORE + months);
  const market = simulateEquities({
    seed,
    issuers: stocks,
    from,
    to: MARKET_TO,
    marketFrom: MARKET_FROM,
    premia,
  });
  const model = newRiskModel(market.issuers, DEFAULT_RISK_RULES);
  const workspace = riskModelWorkspace(stocks);
  const build = newSleeveBuild(sleeveIssuers(market.issuers), DEFAULT_SLEEVE_RULES);
  const { sessions } = market;
  const first = monthNumber(sessions.at(-1)! as Day) - months + 1;
  const found: StudyMonth[] = [];
  let open: OpenMonth | null = null;
  let t = 0;
  for (const equityDay of market.days()) {
    const day = equityDay.slice.day;
    open?.advance(equityDay);
    const riskDay = advanceRiskModel(model, equityDay.slice, workspace);
    advanceBuild(build, equityDay.slice);
    const next = sessions[++t];
    if (next !== undefined && monthNumber(next as Day) === monthNumber(day)) continue;
    endMonth(build);
    if (monthNumber(day) < first) continue;
    if (open) found.push(open.close());
    open = newOpenMonth(snapshotOf(market.issuers, riskDay, build), equityDay.truth.regime);
  }
  if (open) found.push(open.close());
  return found;
}

interface OpenMonth {
  advance(day: EquityDay): void;
  close(): StudyMonth;
}

/** Collects the truth about a month-end's sleeves until the next one. */
function newOpenMonth(stocks: StockSnapshot, regime: Regime): OpenMonth {
  const byRegime = <T>(of: () => T) => Object.fromEntries(REGIMES.map((r) => [r, of()])) as Record<Regime, T>;
  const sessions = byRegime(() => 0);
  const sleeves = SLEEVES.flatMap((id) => {
    const holdings = stocks.sleeves[id]?.holdings;
    if (!holdings) return [];
    const values = Float64Array.from(holdings, (h) => h.weight);
    return [{ id, holdings, values, exposureDays: byRegime(() => new Float64Array(STYLE_COUNT)) }];
  });
  return {
    advance({ truth }) {
      sessions[truth.regime]++;
      for (const { holdings, values, exposureDays } of sleeves) {
        const total = values.reduce((sum, v) => sum + v, 0);
        const sum = exposureDays[truth.regime];
        holdings.forEach(({ issuer }, j) => {
          const at = issuer * STYLE_COUNT;
          if (!Number.isNaN(truth.exposures[at]!))
            for (let k = 0; k < STYLE_COUNT; k++) sum[k]! += (values[j]! / total) * truth.exposures[at + k]!;
          const r = truth.returns[issuer]!;
          if (!Number.isNaN(r)) values[j]! *= 1 + r;
        });
      }
    },
    close: () => ({
      stocks,
      regime,
      sessions,
      sleeves: Object.fromEntries(
        sleeves.map(({ id, values, exposureDays }) => [
          id,
          { growth: values.reduce((sum, v) => sum + v, 0), exposureDays },
        ]),
      ),
    }),
  };
}

function snapshotOf(issuers: StockSnapshot['issuers'], day: RiskDay, build: SleeveBuild): StockSnapshot {
  const session = sessionOf(day);
  const { styles, industry, horizon, covariance, specificVolatility } = forecastAt(session, 21);
  const sleeveOf = (id: SleeveId): SleeveOfStocks | null => {
    const close = build.simulations[id]!.closes.at(-1);
    if (!close) return null;
    const holdings = close.holdings.map(([issuer, weight]) => ({ issuer, weight }));
    return { holdings, levels: { day: [], total: [] } };
  };
  const missing = new Float64Array(issuers.length).fill(NaN);
  return {
    day: day.day,
    issuers,
    // Copies: the model reuses or changes its arrays.
    riskModel: {
      day: day.day,
      horizon,
      styles: styles.slice(),
      industry: industry.slice(),
      covariance: covariance.slice(),
      specificVolatility: specificVolatility.slice(),
    },
    market: capWeighted(session),
    sleeves: Object.fromEntries(SLEEVES.map((id) => [id, sleeveOf(id)])) as StockSnapshot['sleeves'],
    // Not read where the portfolio has no value in ₹.
    price: missing,
    lastTraded: issuers.map(() => null),
    tradedValue: missing,
  };
}

/** The first day of the month that lies so many months before that of the date. */
function monthsBefore(iso: string, months: number): string {
  const [year, month] = iso.split('-').map(Number) as [number, number];
  const number = 12 * year + month - 1 - months;
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}-01`;
}

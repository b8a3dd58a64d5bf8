import { dayOf, type Day } from '../../src/market/day.ts';
import { randomStream } from '../../src/math/random/random.ts';
import type { DailySlice, Issuer, Statement } from '../../src/market/stocks/daily-slice.ts';
import { advanceAccounts } from '../../src/risk/exposures/accounts-state.ts';
import { DESCRIPTORS } from '../../src/risk/exposures/descriptors/styles.ts';
import { DEFAULT_EXPOSURE_RULES, DEFAULT_UNIVERSE_RULES } from '../../src/risk/exposures/exposure-rules.ts';
import {
  advanceExposures,
  newExposureState,
  type ExposureState,
} from '../../src/risk/exposures/exposures.ts';
import { INDUSTRY_COUNT } from '../../src/risk/factors.ts';
import { measureSession } from '../../src/risk/exposures/market-measures.ts';
import { advancePriceState } from '../../src/market/stocks/prices/price-state.ts';
import type { Bench } from '../bench.ts';

const STOCKS = 5000;
const WARM_UP = 320;
const MONTH = 21;
const draw = randomStream(20211231).uniform;

const issuers: Issuer[] = Array.from({ length: STOCKS }, (_, i) => ({
  isin: `INE${String(i).padStart(6, '0')}01`,
  symbol: `S${i}`,
  name: `Stock ${i}`,
  industry: i % INDUSTRY_COUNT,
  listedOn: null,
}));

const prices = Float64Array.from(issuers, () => Math.exp(3 + 4 * draw()));
const shares = Float64Array.from(issuers, () => 1e7 * Math.exp(4 * draw()));

function quarterOf(issuer: number, periodEnd: Day): Statement {
  const assets = (shares[issuer]! * prices[issuer]!) / 1e7;
  const money = (share: number): number => assets * share * (0.8 + 0.4 * draw());
  return {
    issuer,
    period: 'quarter',
    periodEnd,
    knownOn: (periodEnd + 60) as Day,
    delayAssumed: true,
    sales: money(0.25),
    costOfGoods: money(0.15),
    netIncome: money(0.02),
    depreciation: money(0.01),
    deferredTax: money(0.002),
    dividends: money(0.005),
    totalAssets: money(1),
    bookEquity: money(0.5),
    preferred: null,
    longTermDebt: money(0.2),
    shortTermDebt: money(0.1),
    shares: shares[issuer]! / 1e7,
  };
}

/** Accounts of 80 issuers per session, so that each reports once in 63 sessions; every fourth report is annual. */
function statements(session: number, day: Day): Statement[] {
  const quarter = Math.floor(session / 63);
  const end = dayOf(2015 + Math.floor(quarter / 4), 3 * (quarter % 4) + 1, 1)!;
  const periodEnd = Math.min(end - 1, day - 60) as Day;
  return Array.from({ length: 80 }, (_, k) => ({
    ...quarterOf(((session % 63) * 80 + k) % STOCKS, periodEnd),
    period: quarter % 4 === 3 ? 'year' : 'quarter',
  }));
}

function nextSlice(session: number): DailySlice {
  const day = (dayOf(2015, 3, 2)! + Math.floor((session * 7) / 5)) as Day;
  const market = 0.01 * (draw() - 0.5);
  for (let i = 0; i < STOCKS; i++) prices[i]! *= 1 + market + 0.05 * (draw() - 0.5);
  const volume = shares.map((s) => s * 0.004 * draw());
  return {
    day,
    close: prices.slice(),
    high: prices.map((p) => p * 1.01),
    low: prices.map((p) => p * 0.99),
    volume,
    tradedValue: volume.map((v, i) => v * prices[i]!),
    adjustment: new Float64Array(STOCKS).fill(1),
    dividend: new Float64Array(STOCKS),
    sharesOutstanding: shares,
    statements: statements(session, day),
  };
}

let state: ExposureState;
let session = 0;
let month: DailySlice[] = [];

/** More than a year of sessions for the rolling windows, and a month of sessions prepared for timing. */
function setup(): void {
  state = newExposureState(issuers, DEFAULT_EXPOSURE_RULES, DEFAULT_UNIVERSE_RULES);
  for (session = 0; session < WARM_UP; session++) advanceExposures(state, nextSlice(session));
  month = Array.from({ length: MONTH }, () => nextSlice(session++));
}

/** Computes all descriptors of a session from the rolling windows, before standardisation. */
function measureDescriptors(slice: DailySlice): void {
  const { prices, windows, accounts, marketCap } = state;
  advancePriceState(prices, slice, issuers, DEFAULT_EXPOSURE_RULES.longestGap);
  const market = { total: slice.close[0]! * 1e-6, turnover: slice.volume[0]! * 1e-12 };
  const measures = measureSession(windows, slice, prices, marketCap, market, DEFAULT_EXPOSURE_RULES);
  advanceAccounts(accounts, slice, prices, issuers, DEFAULT_EXPOSURE_RULES);
  for (const [d, { descriptor }] of DESCRIPTORS.entries()) {
    const figures = accounts.figures[d];
    if (descriptor.kind === 'market') descriptor.measure(measures, out);
    else if (descriptor.kind === 'priced') descriptor.measure(figures!, measures, out);
  }
}

const out = new Float64Array(STOCKS);
const memory = (): string => `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB in use`;

export const benches: Bench[] = [
  {
    name: `risk: ${DESCRIPTORS.length} descriptors of ${STOCKS} stocks, ${MONTH} sessions`,
    goal: `≤ ${1.5 * MONTH} ms (1.5 ms per session)`,
    setup,
    run() {
      for (const slice of month) measureDescriptors(slice);
    },
    detail: memory,
  },
  {
    name: `risk: standardised exposures of ${STOCKS} stocks, ${MONTH} sessions`,
    setup,
    run() {
      // Every run advances the state over the same month with later dates.
      const shift = Math.max(0, state.lastDay! + 1 - month[0]!.day);
      for (const slice of month) advanceExposures(state, { ...slice, day: (slice.day + shift) as Day });
    },
    detail: memory,
  },
];

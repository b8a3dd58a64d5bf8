import { addDays, type Day, dayOf, isWeekend } from '../src/market/day.ts';
import type { DailySlice, Statement } from '../src/market/stocks/daily-slice.ts';
import { normal } from '../src/math/random/distributions.ts';
import { randomStream } from '../src/math/random/random.ts';
import { advanceBuild, sleeveHistories, newSleeveBuild } from '../src/sleeves/build.ts';
import { completedReviews } from '../src/sleeves/sleeve-history.ts';
import type { SleeveIssuer } from '../src/sleeves/sleeve-issuer.ts';
import { DEFAULT_SLEEVE_RULES } from '../src/sleeves/sleeve-rules.ts';
import type { Bench } from './bench.ts';

const STOCKS = 1250;
const YEARS = 20;

const issuers = Array.from({ length: STOCKS }, (_, i): SleeveIssuer => ({
  isin: `SIM${i}`,
  symbol: `M${i}`,
  name: `Simulated ${i}`,
  sector: 'Simulated',
  isFinancial: i % 8 === 0,
}));

/**
 * Simulated sessions with everything that costs time: changing prices, volumes, dividends, and quarterly accounts.
 */
function* sessions(): Generator<DailySlice> {
  const random = randomStream(20);
  const close = Float64Array.from(issuers, () => 100 * Math.exp(normal(random)));
  const sharesOutstanding = Float64Array.from(issuers, () => 1e8 * Math.exp(normal(random)));
  const adjustment = new Float64Array(STOCKS).fill(1);
  const last = dayOf(2000 + YEARS, 1, 1)!;
  for (let day = dayOf(2000, 1, 3)!, t = 0; day < last; day = addDays(day, 1)) {
    if (isWeekend(day)) continue;
    const market = 0.01 * normal(random);
    const dividend = new Float64Array(STOCKS);
    for (let i = 0; i < STOCKS; i++) close[i]! *= Math.exp(market + 0.04 * (random.uniform() - 0.5));
    for (let i = t % 250; i < STOCKS; i += 250) dividend[i] = 0.01 * close[i]!;
    const volume = sharesOutstanding.map((s, i) => s * 0.001 * (1 + ((i * 7 + t) % 13)));
    yield {
      day,
      close: close.slice(),
      high: close,
      low: close,
      volume,
      tradedValue: volume.map((v, i) => v * close[i]!),
      adjustment,
      dividend,
      sharesOutstanding,
      statements: t % 63 === 40 ? accounts(day, random.uniform) : [],
    };
    t++;
  }
}

const accounts = (knownOn: Day, uniform: () => number): Statement[] =>
  issuers.map((_, issuer) => ({
    issuer,
    period: 'year',
    periodEnd: addDays(knownOn, -45),
    knownOn,
    delayAssumed: false,
    sales: 900 + 200 * uniform(),
    costOfGoods: 500,
    netIncome: 60 + 50 * uniform(),
    depreciation: 20,
    deferredTax: 0,
    dividends: 20,
    totalAssets: 1000,
    bookEquity: 400 + 100 * uniform(),
    preferred: 0,
    longTermDebt: 100 * uniform(),
    shortTermDebt: 50,
    shares: 10,
  }));

let slices: DailySlice[] = [];
let histories: ReturnType<typeof sleeveHistories> = {};

export const benches: Bench[] = [
  {
    name: `sleeves: nine sleeves over ${YEARS} years, ${STOCKS} stocks`,
    goal: '≤ 10 s',
    setup: () => {
      slices = [...sessions()];
    },
    run: () => {
      const build = newSleeveBuild(issuers, DEFAULT_SLEEVE_RULES);
      for (const slice of slices) advanceBuild(build, slice);
      histories = sleeveHistories(build);
    },
    teardown: () => {
      slices = [];
    },
    detail: () => {
      const reviews = Object.values(histories).reduce((sum, h) => sum + completedReviews(h).length, 0);
      const megabytes = (part: unknown): string => (JSON.stringify(part).length / 1e6).toFixed(1);
      const closes = Object.values(histories).map((h) => h.closes);
      return `${reviews} reviews completed; store ${megabytes(histories)} MB, of which month-ends ${megabytes(closes)}`;
    },
  },
];

import { DEFAULT_COST_RULES } from '../allocations/cost-rules.ts';
import { POSITIONS } from '../allocations/positions.ts';
import type { IndexMarket } from '../src/backtest/instruments/index-market.ts';
import { scheduleMonths } from '../src/backtest/schedule.ts';
import { StockAccount } from '../src/backtest/stocks/stock-account.ts';
import { replayWeights } from '../src/backtest/walk/replay-weights.ts';
import { addDays, type Day, day, isWeekend } from '../src/market/day.ts';
import type { DailySlice } from '../src/market/stocks/daily-slice.ts';
import { normal } from '../src/math/random/distributions.ts';
import { randomStream } from '../src/math/random/random.ts';
import type { Bench } from './bench.ts';
import { numpy } from './numpy.ts';

const SESSIONS = 5040;
const STOCKS = 500;
const HELD = 8;
const stream = randomStream(5);

const sessions: Day[] = [];
for (let d = day('2005-01-03'); sessions.length < SESSIONS; d = addDays(d, 1))
  if (!isWeekend(d)) sessions.push(d);
const path = (): Float64Array => {
  let level = 100;
  return Float64Array.from(sessions, () => (level *= 1 + 0.0003 + 0.01 * normal(stream)));
};
const levels = POSITIONS.map(path);
const market: IndexMarket = {
  sessions,
  levels,
  netLevels: levels,
  series: new Map(),
  field: 'tri',
  problems: [],
};
const schedule = scheduleMonths(sessions, { from: sessions[0]!, to: sessions.at(-1)! });
const weights = schedule.months.map(() => Float64Array.from(POSITIONS, (_, i) => (i < HELD ? 1 / HELD : 0)));

const zeros = new Float64Array(STOCKS);
const ones = new Float64Array(STOCKS).fill(1);
let slices: DailySlice[] = [];

/** ₹ 10 crore in equal parts, bought at the first close. */
function accountOfStocks(): StockAccount {
  const account = new StockAccount({
    stocks: {
      issuers: Array.from({ length: STOCKS }, () => ({}) as never),
      capitalChanges: Array.from({ length: STOCKS }, () => []),
      distributions: [],
    },
    index: market,
    expense: 0,
    levies: null,
    value: 0,
    session: 0,
  });
  account.observe([slices[0]!]);
  for (let i = 0; i < STOCKS; i++) {
    const lot = { bought: sessions[0]!, quantity: Math.round(2000 + i), cost: 1e7, priceOf2018: null };
    account.hold(i, `stock ${i}`, [lot], [{ position: 'momentum', fraction: 1 }]);
  }
  return account;
}

/** Values of fixed units, set again each month, in numpy: what a vectorised back-test computes. */
const valuesInNumpy = (positions: number): string => `
rng = np.random.default_rng(1); n, k = ${SESSIONS}, ${positions}
p = 100*np.cumprod(1 + rng.normal(.0003, .01, (n, k)), 0)
def run():
    v = 1.0; out = np.empty(n)
    for a in range(0, n, 21):
        b = min(a + 22, n); u = v/k/p[a]; out[a:b] = p[a:b] @ u; v = out[b - 1]
    return out
`;

export const benches: Bench[] = [
  {
    name: 'backtest: values of 8 positions by session, twenty years, units',
    goal: '≤ 10 ms',
    run: () =>
      void replayWeights({
        market,
        schedule,
        weights,
        fill: 'units',
        costs: DEFAULT_COST_RULES,
        multiple: 0,
      }),
    detail: () => `with fills of ${schedule.months.length} months; ${numpy(valuesInNumpy(8))}`,
  },
  {
    name: 'backtest: values of 500 stocks by session, twenty years',
    goal: '≤ 50 ms',
    setup() {
      const prices = Array.from({ length: STOCKS }, path);
      slices = sessions.map((on, s) => {
        const close = Float64Array.from(prices, (of) => of[s]!);
        return {
          day: on,
          close,
          high: close,
          low: close,
          volume: ones,
          tradedValue: ones,
          adjustment: ones,
          dividend: zeros,
          sharesOutstanding: ones,
          statements: [],
        };
      });
    },
    run() {
      const account = accountOfStocks();
      for (let s = 1; s < SESSIONS; s++) account.advance([slices[s]!], () => {});
    },
    teardown: () => void (slices = []),
    detail: () => `with prices, dividends and actions of each; ${numpy(valuesInNumpy(STOCKS))}`,
  },
];

import { callHistory } from '../regimes/model/history.ts';
import type { MarketHistory } from '../src/market/as-of.ts';
import { day } from '../src/market/day.ts';
import { openStore } from '../src/market/store/store.ts';
import { DEFAULT_RULE_BOOK, signalsOf } from '../src/rulebook/rule-book.ts';
import type { Bench } from './bench.ts';
import { demoStore } from './demo-store.ts';
import { referenceFiles } from './reference-files.ts';

const signals = signalsOf(DEFAULT_RULE_BOOK);
let market: MarketHistory;

/** The regime history of a store, with its series already in memory. */
const walk = (name: string, asOf: string, least: number, paths?: readonly string[]): Bench => ({
  name,
  goal: '≤ 300 ms for 264 months',
  async setup() {
    const demo = await demoStore(paths);
    const store = await openStore(demo.file, { purpose: 'bench', mode: 'existing' });
    market = await store.load(signals.flatMap((s) => s.series));
    await store.close();
    demo.remove();
  },
  run() {
    const months = callHistory(market, day(asOf), signals, DEFAULT_RULE_BOOK.regimes);
    if (months.length < least)
      throw new Error(`the history has only ${months.length} months, expected at least ${least}`);
  },
});

const reference = referenceFiles();

export const benches: Bench[] = [
  walk('history: 240 month-end calls, simulated market', '2025-03-31', 240),
  ...(reference === undefined
    ? []
    : [walk('history: 333 month-end calls, reference series 1994 to 2021', '2021-12-31', 333, reference)]),
];

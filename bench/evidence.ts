import { measureRecord, type MeasuredRecord, relabel } from '../regimes/model/rescore.ts';
import { threads } from '../src/validation/regimes/executor.ts';
import { evidenceSeries, gatherEvidence } from '../src/validation/regimes/validate.ts';
import type { MarketHistory } from '../src/market/as-of.ts';
import { day } from '../src/market/day.ts';
import { openStore } from '../src/market/store/store.ts';
import { DEFAULT_RULE_BOOK as book } from '../src/rulebook/rule-book.ts';
import type { Bench } from './bench.ts';
import { demoStore } from './demo-store.ts';
import { referenceFiles } from './reference-files.ts';

let market: MarketHistory;
let record: MeasuredRecord;

/** The real series where the environment names them, else the simulated market. */
async function setup(): Promise<void> {
  const made = await demoStore(referenceFiles());
  const store = await openStore(made.file, { purpose: 'bench', mode: 'existing' });
  market = await store.load(evidenceSeries(book));
  await store.close();
  made.remove();
  record = measureRecord(market, day('2025-03-31'), book.signals);
}

export const benches: Bench[] = [
  {
    name: 'evidence: one walk of TRRM under one set of parameters',
    goal: '≤ 5 ms',
    setup,
    run: () => void relabel(record, book.signals, book.regimes),
    tells: () => `${record.months.length} months`,
  },
  {
    name: 'evidence: the whole run, all challengers and 500 jitters',
    goal: '≤ 20 s',
    setup,
    run: async () => {
      await gatherEvidence({
        market,
        simulated: false,
        book,
        knownOn: day('2030-01-01'),
        from: day('2000-01-01'),
        to: record.months.at(-1)!,
        variantsTried: 170,
        draws: 500,
        seed: 1,
        cost: 0.002,
        executor: threads,
        progress: () => {},
      });
    },
  },
];

import { measureHistory, type MeasuredHistory, rescore } from '../regimes/model/rescore.ts';
import { threads } from '../src/validation/regimes/executor.ts';
import { validationSeries, validateRegimes } from '../src/validation/regimes/validate.ts';
import type { MarketHistory } from '../src/market/as-of.ts';
import { day } from '../src/market/day.ts';
import { openStore } from '../src/market/store/store.ts';
import { DEFAULT_RULE_BOOK as book } from '../src/rulebook/rule-book.ts';
import type { Bench } from './bench.ts';
import { demoStore } from './demo-store.ts';
import { referenceFiles } from './reference-files.ts';

let market: MarketHistory;
let record: MeasuredHistory;

/** Loads the reference series if `TRRM_REFERENCE` names their folder, otherwise the simulated market. */
async function setup(): Promise<void> {
  const demo = await demoStore(referenceFiles());
  const store = await openStore(demo.file, { purpose: 'bench', mode: 'existing' });
  market = await store.load(validationSeries(book));
  await store.close();
  demo.remove();
  record = measureHistory(market, day('2025-03-31'), book.signals);
}

export const benches: Bench[] = [
  {
    name: 'validation: regime history under one set of parameters',
    goal: '≤ 5 ms',
    setup,
    run: () => void rescore(record, book.signals, book.regimes),
    detail: () => `${record.months.length} months`,
  },
  {
    name: 'validation: complete run, all challengers and 500 parameter perturbations',
    goal: '≤ 20 s',
    setup,
    run: async () => {
      await validateRegimes({
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

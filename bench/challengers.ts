import { CHALLENGERS } from '../regimes/challengers/all.ts';
import type { Challenger, ChallengerInput } from '../regimes/challengers/challenger.ts';
import { INITIAL_REGIME, callMonths } from '../regimes/model/history.ts';
import { alignMarket } from '../signals/aligned-market.ts';
import { day } from '../src/market/day.ts';
import { openStore } from '../src/market/store/store.ts';
import { DEFAULT_RULE_BOOK, signalsOf } from '../src/rulebook/rule-book.ts';
import type { Bench } from './bench.ts';
import { demoStore } from './demo-store.ts';
import { referenceFiles } from './reference-files.ts';

const reference = referenceFiles();

/** The reference series if `TRRM_REFERENCE` names their folder, otherwise the simulated market. */
const [market, files, asOf] = reference
  ? (['reference series', reference, '2021-12-31'] as const)
  : (['the simulated market', undefined, '2025-03-31'] as const);

let prepared: Promise<ChallengerInput> | undefined;
let trial: ChallengerInput;

/** Aligned daily data and regime calls, prepared once for all benchmarks of this file. */
async function prepareTrial(): Promise<ChallengerInput> {
  const signals = signalsOf(DEFAULT_RULE_BOOK);
  const demo = await demoStore(files);
  const store = await openStore(demo.file, { purpose: 'bench', mode: 'existing' });
  const history = await store.load(signals.flatMap((s) => s.series));
  await store.close();
  demo.remove();
  const tape = alignMarket(history.view(day(asOf)));
  const months = tape.monthEnds;
  const calls = callMonths(tape, signals, DEFAULT_RULE_BOOK.regimes, months, INITIAL_REGIME);
  return { market: tape, months, calls, history: calls };
}

const bench = (name: string, challengers: readonly Challenger[], goal?: string): Bench => ({
  name,
  ...(goal === undefined ? {} : { goal }),
  async setup() {
    trial = await (prepared ??= prepareTrial());
  },
  run() {
    for (const challenger of challengers) challenger.label(trial);
  },
  detail: () => `${trial.months.length} months`,
});

export const benches: Bench[] = [
  bench(`challengers: all, refitted yearly, ${market}`, CHALLENGERS, '≤ 6 s'),
  ...CHALLENGERS.map((c) => bench(`challengers: ${c.id}`, [c])),
];

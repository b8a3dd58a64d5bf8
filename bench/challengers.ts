import { CHALLENGERS } from '../regimes/challengers/all.ts';
import type { Challenger, Trial } from '../regimes/challengers/challenger.ts';
import { INITIAL_REGIME, walkTape } from '../regimes/model/history.ts';
import { layTape } from '../signals/aligned-market.ts';
import { day } from '../src/market/day.ts';
import { openStore } from '../src/market/store/store.ts';
import { DEFAULT_RULE_BOOK, signalsOf } from '../src/rulebook/rule-book.ts';
import type { Bench } from './bench.ts';
import { demoStore } from './demo-store.ts';
import { referenceFiles } from './reference-files.ts';

const reference = referenceFiles();

/** The real series where the environment names a folder of them, else the simulated market. */
const [market, files, asOf] = reference
  ? (['the real series', reference, '2021-12-31'] as const)
  : (['the simulated market', undefined, '2025-03-31'] as const);

let laid: Promise<Trial> | undefined;
let trial: Trial;

/** Daily data as laid on a tape, once for all benches here. */
async function layTrial(): Promise<Trial> {
  const signals = signalsOf(DEFAULT_RULE_BOOK);
  const made = await demoStore(files);
  const store = await openStore(made.file, { purpose: 'bench', mode: 'existing' });
  const history = await store.load(signals.flatMap((s) => s.series));
  await store.close();
  made.remove();
  const tape = layTape(history.view(day(asOf)));
  const months = tape.monthEnds;
  return { tape, months, calls: walkTape(tape, signals, DEFAULT_RULE_BOOK.regimes, months, INITIAL_REGIME) };
}

const bench = (name: string, challengers: readonly Challenger[], goal?: string): Bench => ({
  name,
  ...(goal === undefined ? {} : { goal }),
  async setup() {
    trial = await (laid ??= layTrial());
  },
  run() {
    for (const challenger of challengers) challenger.label(trial);
  },
  tells: () => `${trial.months.length} months`,
});

export const benches: Bench[] = [
  bench(`challengers: all, refitted yearly, on ${market}`, CHALLENGERS, '≤ 6 s'),
  ...CHALLENGERS.map((c) => bench(`challengers: ${c.id}`, [c])),
];

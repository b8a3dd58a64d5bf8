import { callHistory, type MonthCall } from '../../regimes/model/history.ts';
import { day } from '../../src/market/day.ts';
import { openStore } from '../../src/market/store/store.ts';
import { DEFAULT_RULE_BOOK, signalsOf } from '../../src/rulebook/rule-book.ts';
import type { demoStore } from '../demo-store.ts';

/** The regime model's calls on a temporary store through a day (ISO); removes the store. */
export async function monthCalls(
  demo: Awaited<ReturnType<typeof demoStore>>,
  through: string,
): Promise<readonly MonthCall[]> {
  const signals = signalsOf(DEFAULT_RULE_BOOK);
  try {
    const store = await openStore(demo.file, { purpose: 'bench', mode: 'existing' });
    try {
      const series = await store.load(signals.flatMap((s) => s.series));
      return callHistory(series, day(through), signals, DEFAULT_RULE_BOOK.regimes);
    } finally {
      await store.close();
    }
  } finally {
    demo.remove();
  }
}

import type { RunSettings } from '../../src/decision/run/open-run.ts';
import { WITHOUT_CACHE } from '../../src/decision/stocks/model-build-options.ts';
import type { MarketHistory } from '../../src/market/as-of.ts';
import type { Day } from '../../src/market/day.ts';
import type { Store } from '../../src/market/store/store.ts';
import { parseRuleBook } from '../../src/rulebook/parse.ts';
import { SIGNAL_RULES } from '../../signals/all.ts';

/** The part of a store that a run without stocks reads. */
export const storeOf = (market: MarketHistory): Store =>
  ({
    simulated: true,
    load: async () => market,
    dataSnapshot: async () => null,
    stocksAtCloses: () => ({ dataSnapshot: async () => null, issuers: async () => [] }),
    futures: async () => ({ versions: [], rank: new Uint8Array(0) }),
    vintages: async ({ days }: { readonly days: readonly Day[] }) => new Map(days.map((d) => [d, []])),
  }) as unknown as Store;

/** The default rule book with minimum histories short enough for a small market. */
const SHORT = SIGNAL_RULES.map(({ id, defaults }) => {
  const histories = Object.keys(defaults).filter((parameter) => /minObservations/i.test(parameter));
  return `  ${id}: { ${histories.map((parameter) => `${parameter}: 100`).join(', ')} }`;
});
export const settings: RunSettings = {
  book: parseRuleBook(`signals:\n${SHORT.join('\n')}\n`, 'short histories'),
  engine: { name: 'trrm', version: '0', sources: '' },
  throughImport: 1,
  modelBuild: WITHOUT_CACHE,
};

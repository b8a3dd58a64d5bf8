// The regime at every month-end of ten years, each from the data known on that day, and how often it changed.
import { openStore, regimeHistory, REGIMES } from 'trrm';

const demo = process.argv[2] ?? '.trrm/demo';
const store = await openStore(`${demo}/market.duckdb`);
const months = await regimeHistory(store, { from: '2015-04-01', to: '2025-03-31' });
await store.close();

for (const regime of REGIMES) {
  const own = months.filter((month) => month.regime === regime);
  console.log(`${regime.padEnd(13)} ${own.length} months, last ${own.at(-1)?.monthEnd ?? 'never'}`);
}
const changes = months.filter((month, i) => i > 0 && month.regime !== months[i - 1]!.regime);
console.log(`${changes.length} changes in ${months.length} months`);
for (const { monthEnd, regime, score } of changes.slice(-3))
  console.log(`  ${monthEnd} to ${regime} at S = ${score?.toFixed(2)}`);

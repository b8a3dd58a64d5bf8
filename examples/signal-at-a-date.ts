// The regime at a date: the label, what each signal contributes to it, and what would change it.
import { callRegime, openStore } from 'trrm';

const demo = process.argv[2] ?? '.trrm/demo';
const store = await openStore(`${demo}/market.duckdb`);
const { asOf, regime, score, signals, contributions, nearestChanges } = await callRegime(store, '2024-12-31');
await store.close();

console.log(`${asOf}: ${regime}, S = ${score?.toFixed(2)}`);
for (const { id, reason } of signals) {
  const part = contributions.find((c) => c.id === id);
  console.log(`  ${id.padEnd(17)} ${part?.contribution.toFixed(3) ?? '–'}  ${reason}`);
}
const [nearest] = nearestChanges;
if (nearest) console.log(`Nearest change: ${nearest.signal} to ${nearest.to}`);

// What a shock would do to the decision: VIX up and the Nifty down, or another regime.
import { openStore, whatIf, type WhatIf } from 'trrm';

const demo = process.argv[2] ?? '.trrm/demo';
const store = await openStore(`${demo}/market.duckdb`);
const shock = await whatIf(store, undefined, { set: { 'us-vix': 45, 'india-vix': 40, nifty: '-20%' } });
const forced = await whatIf(store, undefined, { regime: 'bearish' });
await store.close();

function show(title: string, { before, after }: WhatIf): void {
  console.log(
    `${title}: ${before.regime} (S = ${before.score?.toFixed(2)}) → ${after.regime} (${after.score?.toFixed(2)})`,
  );
  for (const [position, weight] of Object.entries(after.allocation.final)) {
    const change = weight - (before.allocation.final[position as keyof typeof before.allocation.final] ?? 0);
    if (Math.abs(change) > 0.005) console.log(`  ${position} ${(100 * change).toFixed(1)} percentage points`);
  }
}
show('VIX and Nifty shock', shock);
show('Forced bearish', forced);

import type { StockAction } from '../stock-row.ts';

/** Largest number of shares held that a ratio is expressed for; exchanges print none above it. */
const MOST_HELD = 100;

/**
 * A ratio of shares after to shares before in words, as exchanges print it: a bonus of 1.5 is `1 new for 2 held`, a
 * rights issue of 16/15 `1 new for 15 held`, a split of 5 `1 into 5`, a consolidation of 0.1 `10 into 1`.
 */
export function ratioWords(action: StockAction['action'], ratio: number): string {
  const isNew = action === 'bonus' || action === 'rights';
  const shares = isNew ? ratio - 1 : ratio;
  for (let held = 1; held <= MOST_HELD; held++) {
    const count = Math.round(shares * held);
    if (count >= 1 && Math.abs(count / held - shares) < 1e-9 * Math.max(1, shares))
      return isNew ? `${count} new for ${held} held` : `${held} into ${count}`;
  }
  return `${Number(ratio.toPrecision(6))} shares for each share`;
}

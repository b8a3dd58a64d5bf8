import type { Problem } from '../../src/market/problem.ts';
import type { SleeveLine } from '../allocation.ts';
import type { Held } from '../opening-holdings.ts';
import { percent } from '../../src/format/words.ts';

/** Holdings that are sold only because the store lacks what the sleeve would be held in. */
export const soldForWant = (sleeves: readonly SleeveLine[], { before, drifted }: Held): Problem[] =>
  sleeves
    .filter(({ id, instrument }) => before.kind === 'portfolio' && (drifted[id] ?? 0) > 0 && !instrument)
    .map(({ id }) => ({
      severity: 'warning',
      code: 'held-without-instrument',
      about: id,
      message: `${percent(drifted[id]!)} is held in it, but it has no index or shares, so its target is 0 and it is to be sold.`,
      remedy: 'Import its index history, or the prices of its shares, before trading.',
    }));

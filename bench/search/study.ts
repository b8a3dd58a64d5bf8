import { parseArgs } from 'node:util';
import { fractionAsPercent, grouped } from '../../src/format/numbers.ts';
import { figuresOf } from '../../src/sweep/objective/figures.ts';
import { adjustSearch, bestOf, type SearchAdjustment } from '../../src/sweep/search/search.ts';
import { drawnTrials, marketTrials } from './trials.ts';

// npm run bench -- search [--seeds 100] [--overfitting 20] [--trials 1000]: what the adjustment for multiple testing says of searches
// whose truth is known: without any skill, and with one real edge among the trials.

/** Deflated Sharpe ratio from which a search has found something. */
const FOUND = 0.95;
/** True Sharpe ratios a year of the one trial with skill. */
const EDGES = [1.2, 1.5];
/** Blocks of months; too many for the months there are leave the overfitting out. */
const [GROUPS, NONE] = [16, 1000];

interface Search {
  readonly adjustment: SearchAdjustment;
  readonly isFirstBest: boolean;
  /** Of the first trial, a year. */
  readonly first: number;
}

function searched(returns: readonly Float64Array[], groups: number): Search {
  const ratios = Float64Array.from(returns, (r) => figuresOf(r, r).ratio);
  const adjustment = adjustSearch(returns, ratios, returns.length, groups);
  return { adjustment, isFirstBest: bestOf(ratios) === 0, first: ratios[0]! * Math.sqrt(12) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

export function studySearches(given: readonly string[]): void {
  const { values } = parseArgs({
    args: [...given],
    options: {
      seeds: { type: 'string', default: '100' },
      overfitting: { type: 'string', default: '20' },
      trials: { type: 'string', default: '1000' },
    },
  });
  const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1);
  const trials = Number(values.trials);
  const kinds: readonly (readonly [string, boolean, (seed: number) => Float64Array[]])[] = [
    ['drawn returns, no skill', false, (seed) => drawnTrials(seed, trials, null)],
    ...EDGES.map(
      (edge) =>
        [
          `drawn returns, one Sharpe ratio of ${edge}`,
          true,
          (seed: number) => drawnTrials(seed, trials, edge),
        ] as const,
    ),
    ['simulated market, regimes of other markets', false, (seed) => marketTrials(seed, trials, false)],
    ['the same, and one trial with the true regimes', true, (seed) => marketTrials(seed, trials, true)],
  ];
  process.stdout.write(
    `${seeds.length} searches of ${trials} trials each; overfitting of the first ${values.overfitting}\n`,
  );
  for (const [name, hasEdge, returnsOf] of kinds) {
    const all = seeds.map((seed) =>
      searched(returnsOf(seed), seed <= Number(values.overfitting) ? GROUPS : NONE),
    );
    const above = (of: 'counted' | 'effective' | 'clusters'): number =>
      all.filter(({ adjustment }) => adjustment.deflated![of] >= FOUND).length;
    const pbo = all.flatMap(({ adjustment }) => adjustment.overfitting?.probability ?? []);
    const spread = Math.sqrt(mean(pbo.map((p) => (p - mean(pbo)) ** 2)));
    const edge = hasEdge
      ? `; the edge has a ratio of ${grouped(mean(all.map((s) => s.first)), 2)} a year in the mean and is the best in ${all.filter((s) => s.isFirstBest).length}`
      : '';
    process.stdout.write(
      `${name}: deflated Sharpe ratio of 95 % and more in ${above('counted')} by all trials, ${above('effective')} by the effective number, ${above('clusters')} by clusters; PBO ${fractionAsPercent(mean(pbo), 1)} (standard deviation ${fractionAsPercent(spread, 1)})${edge}\n`,
    );
  }
}

import type { StylePremia } from '../../fixtures/equities/factor-table.ts';
import type { Design } from './designs.ts';
import type { Walks } from './pooled.ts';
import { type StudyMarketOptions, type StudyMonth, studyMarket } from './study-market.ts';
import { walk } from './walk.ts';

export interface MarketOfStudy {
  readonly seed: number;
  readonly months: readonly StudyMonth[];
}

/** Markets of consecutive seeds. */
export const buildMarkets = (
  { seed, count, ...options }: Omit<StudyMarketOptions, 'premia'> & { readonly count: number },
  premia: StylePremia,
): MarketOfStudy[] =>
  Array.from({ length: count }, (_, m) => {
    process.stderr.write(`market ${seed + m} …\n`);
    return { seed: seed + m, months: studyMarket({ ...options, seed: seed + m, premia }) };
  });

/** Walks a design through every market. */
export async function walks(
  design: Design,
  markets: readonly MarketOfStudy[],
  labels: readonly (readonly StudyMonth['regime'][])[],
): Promise<Walks> {
  const walked: Walks['markets'][number][] = [];
  for (const [m, { months }] of markets.entries())
    walked.push({ months, walked: await walk(design, months, labels[m]!) });
  return { name: design.name, markets: walked };
}

export async function inTurn<T, R>(items: readonly T[], of: (item: T) => R | Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await of(item));
  return results;
}

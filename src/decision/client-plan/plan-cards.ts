import type { CategoryChoice } from '../../../allocations/fund-plan/categories.ts';
import type { FundCard } from '../../funds/fund-card.ts';
import { cardOf } from '../../funds/load-card.ts';
import type { Day } from '../../market/day.ts';
import type { FundMarket } from '../../market/funds/fund-market.ts';
import { type Problem, UserError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';

/** The cards of the chosen categories; a category without live funds or a benchmark has none, and a note says why. */
export async function planCards(
  store: Store,
  market: FundMarket,
  categories: readonly CategoryChoice[],
  { asOf, window }: { readonly asOf: Day; readonly window: number },
): Promise<{ readonly cards: ReadonlyMap<string, FundCard>; readonly problems: readonly Problem[] }> {
  const cards = new Map<string, FundCard>();
  const problems: Problem[] = [];
  for (const { category, chosen } of categories) {
    if (!chosen) continue;
    try {
      const card = await cardOf(store, market, { category, asOf, window });
      cards.set(category, card);
      problems.push(...card.problems.filter(({ severity }) => severity === 'warning'));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(
        ...error.problems.map((problem): Problem => ({ ...problem, severity: 'note', about: category })),
      );
    }
  }
  return { cards, problems };
}

import type { CategoryChoice } from '../../../allocations/fund-plan/categories.ts';
import type { FundCard } from '../../funds/fund-card.ts';
import { benchmarkOf } from '../../funds/category-benchmarks.ts';
import { cardOf } from '../../funds/load-card.ts';
import { NIFTY } from '../../market/series.ts';
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
      const { card, fallback } = await cardWithBenchmark(store, market, { category, asOf, window });
      cards.set(category, card);
      if (fallback !== null) problems.push(fallback);
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

/** The card of a category against its own benchmark or, if the store lacks that, the Nifty 50, with a warning. */
async function cardWithBenchmark(
  store: Store,
  market: FundMarket,
  request: { readonly category: string; readonly asOf: Day; readonly window: number },
): Promise<{ readonly card: FundCard; readonly fallback: Problem | null }> {
  try {
    return { card: await cardOf(store, market, request), fallback: null };
  } catch (error) {
    const isShort =
      error instanceof UserError && error.problems.some(({ code }) => code === 'short-benchmark');
    const own = benchmarkOf(request.category);
    if (!isShort || own === NIFTY) throw error;
    return {
      card: await cardOf(store, market, { ...request, benchmark: NIFTY }),
      fallback: {
        severity: 'warning',
        code: 'other-benchmark',
        about: request.category,
        message: `the total returns of ${own} do not cover the window; the funds are measured against ${NIFTY}.`,
        remedy: `Import the total-return history of ${own} from niftyindices.com.`,
      },
    };
  }
}

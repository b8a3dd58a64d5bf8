import type { z } from 'zod';
import type { DateInput } from '../../market/date-input.ts';
import { iso } from '../../market/day.ts';
import { type Problem, UserError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import { type SleeveDefinition, sleeveDefinition } from '../../sleeves/definition.ts';
import { type Factsheet, factsheetOf } from '../../sleeves/factsheet.ts';
import { completedReviews } from '../../sleeves/sleeve-history.ts';
import type { SleeveRules } from '../../sleeves/sleeve-rules.ts';
import { buildSleeves } from './build-sleeves.ts';

/** A sleeve's definition as it is written: parts with a default may be left out. */
export type SleeveDefinitionInput = z.input<typeof sleeveDefinition>;

/** Options of `buildSleeve`. */
export interface BuildSleeveOptions {
  /** Last ISO date; default: the last session of the store. */
  readonly to?: DateInput;
}

/** A stock held by a sleeve, by name. */
export interface SleeveStock {
  readonly isin: string;
  readonly symbol: string;
  readonly name: string;
  /** Fraction of the sleeve, drifted since the last review. */
  readonly weight: number;
}

/** One sleeve, simulated over a store's stocks. */
export interface BuiltSleeve {
  readonly definition: SleeveDefinition;
  /** At the last session, largest first; weights sum to 1. Empty if no review could be completed. */
  readonly holdings: readonly SleeveStock[];
  /** Price-return and total-return index, 1,000 at the first change. */
  readonly levels: readonly { readonly date: string; readonly price: number; readonly total: number }[];
  /** Performance, holdings, valuation and last review; null if no review could be completed. */
  readonly factsheet: Factsheet | null;
  /** What the data lack, and reviews that could not be completed. */
  readonly problems: readonly Problem[];
}

const ID = 'sleeve';

/**
 * Builds one sleeve by the six-step index engine: universe, eligibility, score, selection, weights, review dates.
 *
 * @param definition the sleeve's rules as data, as in the rule book; `NINE_SLEEVES` has the nine defaults.
 * @param store an open store with stocks.
 * @returns holdings, index levels and factsheet at the last session.
 * @throws UserError for a definition that is not valid, naming the field, and for a store without stock prices.
 * @example
 * import { buildSleeve, NINE_SLEEVES, openStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const definition = { ...NINE_SLEEVES.value, title: 'My value' };
 * const { holdings, levels } = await buildSleeve(definition, store, { to: '2024-06-28' });
 * await store.close();
 * console.log(holdings.slice(0, 3), levels.at(-1));
 */
export async function buildSleeve(
  definition: SleeveDefinitionInput,
  store: Store,
  { to }: BuildSleeveOptions = {},
): Promise<BuiltSleeve> {
  const parsed = sleeveDefinition.safeParse(definition);
  if (!parsed.success)
    throw new UserError(
      parsed.error.issues.map((issue): Problem => ({
        severity: 'error',
        code: 'sleeve-definition',
        about: ['sleeve', ...issue.path].join('.'),
        message: `${issue.message}.`,
        remedy: 'docs/concepts/sleeves.md describes a definition; NINE_SLEEVES has nine.',
      })),
    );
  const rules: SleeveRules = { [ID]: parsed.data };
  const built = await buildSleeves(store, { rules, to });
  const history = built.histories[ID]!;
  const { levels } = history;
  return {
    definition: parsed.data,
    holdings: history.holdings
      .map(({ issuer, weight }): SleeveStock => {
        const { isin, symbol, name } = built.issuers[issuer]!;
        return { isin, symbol, name, weight };
      })
      .sort((a, b) => b.weight - a.weight || (a.isin < b.isin ? -1 : 1)),
    levels: levels.day.map((day, k) => ({
      date: iso(day),
      price: levels.price[k]!,
      total: levels.total[k]!,
    })),
    factsheet: completedReviews(history).length > 0 ? factsheetOf(built, ID) : null,
    problems: built.problems,
  };
}

import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { asDay, rowsOf } from '../store/sql.ts';
import { categoryId } from './categories.ts';
import { schemeCode, schemeNameOf } from './fund-row.ts';
import { type Option, optionOf, type Plan, plainSchemeName, planOf } from './plan-and-option.ts';

/** A scheme as AMFI's latest list describes it. */
export interface ListedScheme {
  readonly code: string;
  readonly name: string;
  /** Empty if the list does not name it. */
  readonly house: string;
  readonly category: string;
  readonly plan: Plan;
  readonly option: Option;
  readonly listedOn: Day;
}

/** AMFI's latest expense ratios of a scheme, in percent. */
export interface ListedExpenseRatios {
  readonly regular: number | null;
  readonly direct: number | null;
  readonly listedOn: Day;
}

/** The schemes in the store, against which other files are checked. */
export interface SchemeDirectory {
  scheme(code: string): ListedScheme | null;
  /** Schemes with the given category, plan and option whose name or house begins with the given words. */
  alike(like: {
    readonly words: string;
    readonly category: string;
    readonly plan: Plan;
    readonly option: Option;
  }): readonly ListedScheme[];
  expenseRatios(name: string): ListedExpenseRatios | null;
}

export const EMPTY_DIRECTORY: SchemeDirectory = {
  scheme: () => null,
  alike: () => [],
  expenseRatios: () => null,
};

const beginsWith = (text: string, words: string): boolean =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '')
    .startsWith(words.toLowerCase().replace(/[^a-z0-9]+/g, ''));

/** Reads the latest lists of schemes and expense ratios, whenever they became known. */
export async function readSchemeDirectory(connection: DuckDBConnection): Promise<SchemeDirectory> {
  const rows = await rowsOf<
    [string, string | null, string | null, string | null, string | null, string | null, Day]
  >(
    connection,
    `SELECT series, name, house, category, plan, option, ${asDay('observed_on')} FROM scheme WHERE source = 'amfi'
     QUALIFY row_number() OVER (PARTITION BY series ORDER BY observed_on DESC, file DESC) = 1 ORDER BY series`,
  );
  const schemes = new Map<string, ListedScheme>();
  for (const [series, name, house, category, plan, option, listedOn] of rows) {
    const code = schemeCode(series)!;
    schemes.set(code, {
      code,
      name: name ?? '',
      house: house ?? '',
      category: categoryId(category ?? ''),
      plan: planOf(name ?? '', plan),
      option: optionOf(name ?? '', option),
      listedOn,
    });
  }
  const ratios = await rowsOf<[string, number | null, number | null, Day]>(
    connection,
    `SELECT series, max(number) FILTER (plan = 'regular'), max(number) FILTER (plan = 'direct'), ${asDay('max(observed_on)')}
     FROM (FROM fund_fact WHERE fact = 'ter' AND source = 'amfi'
       QUALIFY row_number() OVER (PARTITION BY series, plan ORDER BY observed_on DESC, file DESC) = 1)
     GROUP BY series ORDER BY series`,
  );
  const byName = new Map(
    ratios.map(([series, regular, direct, listedOn]) => [
      schemeNameOf(series) ?? '',
      { regular, direct, listedOn },
    ]),
  );
  return {
    scheme: (code) => schemes.get(code) ?? null,
    alike: ({ words, category, plan, option }) =>
      [...schemes.values()].filter(
        (s) =>
          s.category === category &&
          s.plan === plan &&
          s.option === option &&
          (beginsWith(s.name, words) || beginsWith(s.house, words)),
      ),
    expenseRatios: (name) => byName.get(plainSchemeName(name)) ?? null,
  };
}

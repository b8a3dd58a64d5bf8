import type { DaySlice } from '../../src/market/stocks/day-slice.ts';
import { advanceBuild, historiesOf, newSleeveBuild, type SleeveBuild } from '../../src/sleeves/build.ts';
import type { SleeveDefinition } from '../../src/sleeves/definition.ts';
import type { SleeveIssuer } from '../../src/sleeves/sleeve-issuer.ts';
import type { SleeveRules } from '../../src/sleeves/sleeve-rules.ts';
import { type SmallExchange, smallExchange } from '../risk/small-exchange.fixture.ts';

/** The nine definitions cut down to an exchange of some forty names, every rule otherwise as it is. */
export const cutDown = (rules: SleeveRules): SleeveRules =>
  Object.fromEntries(
    Object.entries(rules).map(([id, definition]): [string, SleeveDefinition] => [
      id,
      {
        ...definition,
        universe: {
          ...definition.universe,
          ranks: definition.universe.ranks.map((r) =>
            r.from > 500
              ? { ...r, from: 21, to: 40 }
              : r.from > 1
                ? { ...r, from: 11, to: 20 }
                : { ...r, to: 32 },
          ),
        },
        eligibility: definition.eligibility.map((rule) =>
          rule.kind === 'traded' ? { ...rule, share: 0.8 } : rule,
        ),
        score: definition.score && {
          ...definition.score,
          parts: definition.score.parts.map((p) =>
            p.measure.kind === 'total-return' && p.measure.fromMonthsAgo === 60
              ? { ...p, measure: { ...p.measure, fromMonthsAgo: 18 } }
              : p,
          ),
        },
        select:
          definition.select.kind === 'all'
            ? definition.select
            : { ...definition.select, names: 8, surelyIn: 4, keepTo: 12 },
        cap: definition.cap && { ...definition.cap, most: 0.4 },
      },
    ]),
  );

export const MADE: SmallExchange = smallExchange({ names: 40, sessions: 900, seed: 7 });

export const issuersOf = ({ issuers }: SmallExchange): SleeveIssuer[] =>
  issuers.map(({ isin, symbol, name }, i) => ({
    isin,
    symbol,
    name,
    sector: `Sector ${i % 3}`,
    isFinancial: i % 5 === 0,
  }));

/** All slices taken in. */
export function built(rules: SleeveRules, slices: readonly DaySlice[] = MADE.slices): SleeveBuild {
  const build = newSleeveBuild(issuersOf(MADE), rules);
  for (const slice of slices) advanceBuild(build, slice);
  return build;
}

export const histories = (rules: SleeveRules, slices?: readonly DaySlice[]) =>
  historiesOf(built(rules, slices));

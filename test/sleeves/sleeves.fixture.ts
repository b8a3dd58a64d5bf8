import type { DailySlice } from '../../src/market/stocks/daily-slice.ts';
import { advanceBuild, sleeveHistories, newSleeveBuild, type SleeveBuild } from '../../src/sleeves/build.ts';
import type { SleeveDefinition } from '../../src/sleeves/definition.ts';
import type { SleeveIssuer } from '../../src/sleeves/sleeve-issuer.ts';
import type { SleeveRules } from '../../src/sleeves/sleeve-rules.ts';
import { type SmallExchange, smallExchange } from '../risk/small-exchange.fixture.ts';

/** The definitions scaled down to an exchange of forty stocks, otherwise unchanged. */
export const scaledDown = (rules: SleeveRules): SleeveRules =>
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
          rule.kind === 'traded' ? { ...rule, fraction: 0.8 } : rule,
        ),
        score: definition.score && {
          ...definition.score,
          parts: definition.score.parts.map((p) =>
            p.characteristic.kind === 'total-return' && p.characteristic.fromMonthsAgo === 60
              ? { ...p, characteristic: { ...p.characteristic, fromMonthsAgo: 18 } }
              : p,
          ),
        },
        select:
          definition.select.kind === 'all'
            ? definition.select
            : { ...definition.select, count: 8, entryRank: 4, exitRank: 12 },
        cap: definition.cap && { ...definition.cap, maximum: 0.4 },
      },
    ]),
  );

export const EXCHANGE: SmallExchange = smallExchange({ names: 40, sessions: 900, seed: 7 });

export const issuersOf = ({ issuers }: SmallExchange): SleeveIssuer[] =>
  issuers.map(({ isin, symbol, name }, i) => ({
    isin,
    symbol,
    name,
    sector: `Sector ${i % 3}`,
    isFinancial: i % 5 === 0,
  }));

/** A build over all slices. */
export function built(rules: SleeveRules, slices: readonly DailySlice[] = EXCHANGE.slices): SleeveBuild {
  const build = newSleeveBuild(issuersOf(EXCHANGE), rules);
  for (const slice of slices) advanceBuild(build, slice);
  return build;
}

export const histories = (rules: SleeveRules, slices?: readonly DailySlice[]) =>
  sleeveHistories(built(rules, slices));

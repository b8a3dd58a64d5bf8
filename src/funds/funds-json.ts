import { iso } from '../market/day.ts';
import type { Scheme } from '../market/funds/scheme.ts';
import type { CardFund } from './fund-card.ts';
import { METRICS } from './metrics.ts';

/** A fund of a card for programs: fractions and ratios, null where a measure is not defined, with the reasons beside. */
export const fundJson = (fund: CardFund) => ({
  code: fund.code,
  name: fund.scheme.name,
  score: fund.score,
  rank: fund.rank,
  quartile: fund.quartile,
  metrics: Object.fromEntries(METRICS.map(({ id }) => [id, fund.measures[id].value])),
  rating: fund.rating,
  coverage: fund.coverage,
  percentiles: fund.percentiles,
  undefined: Object.fromEntries(
    METRICS.flatMap(({ id }) => (fund.measures[id].reason === null ? [] : [[id, fund.measures[id].reason]])),
  ),
  facts: {
    ter: fund.facts.ter,
    aumCrore: fund.facts.aum,
    manager: fund.facts.manager,
    managerSince: fund.facts.managerSince === null ? null : iso(fund.facts.managerSince),
    exitLoad: fund.facts.exitLoad,
    ytm: fund.facts.ytm,
    modifiedDuration: fund.facts.modifiedDuration,
  },
  flags: fund.flags,
});

export const schemesJson = (schemes: readonly Scheme[]) =>
  schemes.map(({ seenOn, lastNavOn, ...scheme }) => ({
    ...scheme,
    seenOn: iso(seenOn),
    lastNavOn: lastNavOn === null ? null : iso(lastNavOn),
  }));

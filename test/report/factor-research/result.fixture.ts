import { REGIMES } from '../../../regimes/regime.ts';
import type { ResearchedFactor, ResearchRecord } from '../../../src/validation/factors/result.ts';
import { day } from '../../../src/market/day.ts';
import { researchFactor, type Subject } from '../../../src/validation/factors/validate.ts';
import { madeMonths } from '../../validation/factors/months.fixture.ts';

const made = (seed: number, months: number, alpha: number) =>
  madeMonths({ seed, months, alpha: () => alpha / 1200 });

const nothingMore: Omit<Subject, 'months'> = {
  labels: REGIMES,
  labelOf: (month) => REGIMES[Math.floor(month / 9) % 3]!,
  launched: null,
  failedCompanies: null,
  changes: null,
  roundTrip: () => 0.005,
  variants: [],
  halves: [],
  ages: [],
  trials: 20,
};

/** A sleeve built here with everything that can be known of one, over so many months. */
export function researchedSleeve(months: number): ResearchedFactor {
  const own = made(1, months, 8);
  return {
    id: 'momentum',
    title: 'Momentum',
    kind: 'sleeve',
    against: 'all shares of the store by market value, both with dividends',
    unmatched: 0,
    research: researchFactor({
      ...nothingMore,
      months: own,
      failedCompanies: 'there',
      changes: own.filter((_, k) => k % 6 === 5).map((m) => ({ day: m.end, share: 0.4 })),
      variants: [{ name: '25 names', months: made(2, months, 6) }],
      halves: [
        { name: 'larger half', months: made(3, months, 5) },
        { name: 'smaller half', months: made(4, months, 9) },
      ],
      ages: ['months 1 to 6', 'months 7 to 12', 'months 13 to 18', 'months 19 to 24'].map((name, k) => ({
        name,
        months: made(5 + k, months, 8 - 2 * k),
      })),
    }),
  };
}

/** An index that was launched in 2012. */
export const researchedIndex: ResearchedFactor = {
  id: 'an-index',
  title: 'AN INDEX',
  kind: 'index',
  against: 'Nifty 50, both without dividends',
  unmatched: 2,
  research: researchFactor({ ...nothingMore, months: made(9, 180, 4), launched: day('2012-06-01') }),
};

export const record: ResearchRecord = {
  schema: 'trrm-factor-research/1',
  simulated: false,
  riskless: 'the risk-free rate of a made library',
  costs: 'charges of the day',
  factors: [researchedSleeve(180), researchedIndex],
  problems: [],
};

const empty: ResearchedFactor = {
  ...researchedIndex,
  id: 'empty',
  research: researchFactor({ ...nothingMore, labels: REGIMES, months: [] }),
};

/** The states in which the page must still stand. */
export const RESEARCH_STATES: Readonly<Record<string, ResearchRecord>> = {
  'a sleeve and an index': record,
  'a sleeve alone': { ...record, factors: [researchedSleeve(180)] },
  'an index alone': { ...record, factors: [researchedIndex] },
  'the simulated market': { ...record, simulated: true },
  'a record of three years': { ...record, factors: [researchedSleeve(36)] },
  'a record of a few months': { ...record, factors: [researchedSleeve(7)] },
  'an index without a month': { ...record, factors: [empty] },
  'no labels': {
    ...record,
    factors: [
      {
        ...researchedIndex,
        research: researchFactor({ ...nothingMore, months: made(9, 180, 4), labelOf: () => null }),
      },
    ],
  },
};

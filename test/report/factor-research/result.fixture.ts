import { REGIMES } from '../../../regimes/regime.ts';
import type { ValidatedFactor, FactorValidation } from '../../../src/validation/factors/result.ts';
import { day } from '../../../src/market/day.ts';
import { validateFactor, type FactorInput } from '../../../src/validation/factors/validate.ts';
import { madeMonths } from '../../validation/factors/months.fixture.ts';

const made = (seed: number, months: number, alpha: number) =>
  madeMonths({ seed, months, alpha: () => alpha / 1200 });

const nothingMore: Omit<FactorInput, 'months'> = {
  labels: REGIMES,
  labelOf: (month) => REGIMES[Math.floor(month / 9) % 3]!,
  launched: null,
  survivorship: null,
  changes: null,
  roundTrip: () => 0.005,
  variants: [],
  halves: [],
  ages: [],
  trials: 20,
};

/** A validated sleeve with every result available, over a number of months. */
function researchedSleeve(months: number): ValidatedFactor {
  const own = made(1, months, 8);
  return {
    id: 'momentum',
    title: 'Momentum',
    kind: 'sleeve',
    benchmark: 'all stocks of the store by market value, both with dividends',
    unmatched: 0,
    results: validateFactor({
      ...nothingMore,
      months: own,
      survivorship: 'free of bias',
      changes: own.filter((_, k) => k % 6 === 5).map((m) => ({ day: m.end, oneWay: 0.4 })),
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

/** An index launched in 2012. */
export const researchedIndex: ValidatedFactor = {
  id: 'an-index',
  title: 'AN INDEX',
  kind: 'index',
  benchmark: 'Nifty 50, both without dividends',
  unmatched: 2,
  results: validateFactor({ ...nothingMore, months: made(9, 180, 4), launched: day('2012-06-01') }),
};

export const validation: FactorValidation = {
  schema: 'trrm-factor-research/1',
  simulated: false,
  riskFreeRate: 'the risk-free rate of a made library',
  costs: 'charges of the day',
  factors: [researchedSleeve(180), researchedIndex],
  problems: [],
};

const empty: ValidatedFactor = {
  ...researchedIndex,
  id: 'empty',
  results: validateFactor({ ...nothingMore, labels: REGIMES, months: [] }),
};

/** States in which the page must be valid. */
export const RESEARCH_STATES: Readonly<Record<string, FactorValidation>> = {
  'a sleeve and an index': validation,
  'a sleeve alone': { ...validation, factors: [researchedSleeve(180)] },
  'an index alone': { ...validation, factors: [researchedIndex] },
  'the simulated market': { ...validation, simulated: true },
  'a history of three years': { ...validation, factors: [researchedSleeve(36)] },
  'a history of a few months': { ...validation, factors: [researchedSleeve(7)] },
  'an index without a month': { ...validation, factors: [empty] },
  'no labels': {
    ...validation,
    factors: [
      {
        ...researchedIndex,
        results: validateFactor({ ...nothingMore, months: made(9, 180, 4), labelOf: () => null }),
      },
    ],
  },
};

import fc from 'fast-check';
import { CHALLENGERS } from '../../../regimes/challengers/all.ts';
import type { Challenger, Trial } from '../../../regimes/challengers/challenger.ts';
import { type Day, day } from '../../../src/market/day.ts';
import { type Rows, smallMarket } from '../market.fixture.ts';
import { trialOf } from './trial.fixture.ts';

// Long enough for fits at the New Years of 2019 and 2020.
const market = (seed: number) => smallMarket(seed, '2014-01-01', '2020-06-30');
const END = day('2020-06-30');

const cutAfter = (rows: Rows, cut: Day): Rows =>
  new Map([...rows].map(([key, all]) => [key, all.filter((r) => r.observedOn <= cut)]));

const labelsOf = (challengers: readonly Challenger[], trial: Trial) =>
  challengers.map((c) => ({ id: c.id, labels: c.label(trial) }));

/** Labels up to a day are the same with and without what came after it. */
const truncation = (challengers: readonly Challenger[]) =>
  fc.property(
    fc.integer({ min: 1, max: 1e6 }),
    fc.integer({ min: day('2018-12-15'), max: END }).map((d) => d as Day),
    (seed, cut) => {
      const whole = trialOf(market(seed), END);
      const early = trialOf(cutAfter(market(seed), cut), cut);
      const known = whole.months.filter((s) => whole.tape.sessions[s]! <= cut).length;
      // The month that the cut divides is labelled at its last session so far, and is left aside.
      const upToTheCut = (trial: Trial) =>
        labelsOf(challengers, trial).map(({ id, labels }) => ({ id, labels: labels.slice(0, known) }));
      expect(early.months.length - known).toBeLessThanOrEqual(1);
      expect(upToTheCut(early)).toEqual(upToTheCut(whole));
    },
  );

test('no challenger looks ahead: cutting off all later rows changes no earlier label', () => {
  fc.assert(truncation(CHALLENGERS), { numRuns: 12 });
});

test('that property catches a challenger that looks at the last close of the tape', () => {
  const cheat: Challenger = {
    id: 'cheat',
    title: 'Knows how it ends',
    source: 'made up',
    label: ({ tape, months }) =>
      months.map((s) => (tape.closes[s]! > tape.closes.at(-1)! ? 'bearish' : 'bullish')),
  };
  expect(fc.check(truncation([cheat]), { numRuns: 12 }).failed).toBe(true);
});

describe.each(CHALLENGERS.map((c) => [c.id, c] as const))('%s', (_, challenger) => {
  const trial = trialOf(market(11), END);

  test('labels a month the same whichever other months are asked for', () => {
    const third = (__: unknown, i: number) => i % 3 === 1;
    const some = { ...trial, months: trial.months.filter(third), calls: trial.calls.filter(third) };
    expect(challenger.label(some)).toEqual(challenger.label(trial).filter(third));
  });

  test('has a label for every month asked for, once it has any', () => {
    const labels = challenger.label(trial);
    expect(labels).toHaveLength(78);
    const first = labels.findIndex((l) => l !== null);
    expect(first).toBeGreaterThan(0);
    expect(labels.slice(first)).not.toContain(null);
  });
});

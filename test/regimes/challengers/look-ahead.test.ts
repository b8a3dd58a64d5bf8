import fc from 'fast-check';
import { CHALLENGERS } from '../../../regimes/challengers/all.ts';
import type { Challenger, ChallengerInput } from '../../../regimes/challengers/challenger.ts';
import { type Day, day } from '../../../src/market/day.ts';
import { type Rows, smallMarket } from '../market.fixture.ts';
import { inputOf } from './challenger-input.fixture.ts';

// Long enough for fits in January 2019 and 2020.
const market = (seed: number) => smallMarket(seed, '2014-01-01', '2020-06-30');
const END = day('2020-06-30');

const cutAfter = (rows: Rows, cut: Day): Rows =>
  new Map([...rows].map(([key, all]) => [key, all.filter((r) => r.observedOn <= cut)]));

const labelsOf = (challengers: readonly Challenger[], input: ChallengerInput) =>
  challengers.map((c) => ({ id: c.id, labels: c.label(input) }));

/** Labels up to a day are the same with and without later data. */
const truncation = (challengers: readonly Challenger[]) =>
  fc.property(
    fc.integer({ min: 1, max: 1e6 }),
    fc.integer({ min: day('2018-12-15'), max: END }).map((d) => d as Day),
    (seed, cut) => {
      const whole = inputOf(market(seed), END);
      const early = inputOf(cutAfter(market(seed), cut), cut);
      const known = whole.months.filter((s) => whole.market.sessions[s]! <= cut).length;
      // The month of the cut is labelled at its last session so far, and is not compared.
      const upToTheCut = (input: ChallengerInput) =>
        labelsOf(challengers, input).map(({ id, labels }) => ({ id, labels: labels.slice(0, known) }));
      expect(early.months.length - known).toBeLessThanOrEqual(1);
      expect(upToTheCut(early)).toEqual(upToTheCut(whole));
    },
  );

test('no challenger looks ahead: removing all later rows changes no earlier label', () => {
  fc.assert(truncation(CHALLENGERS), { numRuns: 12 });
});

test('the look-ahead property detects a challenger that uses the last close', () => {
  const cheat: Challenger = {
    id: 'cheat',
    title: 'Uses the last close',
    source: 'test',
    label: ({ market: { closes }, months }) =>
      months.map((s) => (closes[s]! > closes.at(-1)! ? 'bearish' : 'bullish')),
  };
  expect(fc.check(truncation([cheat]), { numRuns: 12 }).failed).toBe(true);
});

describe.each(CHALLENGERS.map((c) => [c.id, c] as const))('%s', (_, challenger) => {
  const input = inputOf(market(11), END);

  test('labels a month independently of the other months requested', () => {
    const third = (__: unknown, i: number) => i % 3 === 1;
    const some = { ...input, months: input.months.filter(third), calls: input.calls.filter(third) };
    expect(challenger.label(some)).toEqual(challenger.label(input).filter(third));
  });

  test('labels every month after its first label', () => {
    const labels = challenger.label(input);
    expect(labels).toHaveLength(78);
    const first = labels.findIndex((l) => l !== null);
    expect(first).toBeGreaterThan(0);
    expect(labels.slice(first)).not.toContain(null);
  });
});

import { MarketHistory, type Versions } from '../../../src/market/as-of.ts';
import { addDays, day } from '../../../src/market/day.ts';
import {
  findUnexplainedJumps,
  unexplainedJumpProblem,
  withJumpsChained,
} from '../../../src/market/quality/unexplained-jumps.ts';
import type { SeriesKey } from '../../../src/market/series.ts';

const START = day('2019-01-01');
const DAYS = 30;
const AT = 20;

/** A valuation history that follows the price, but for factors applied from one day on. */
function history(
  factors: { pe?: number; pb?: number; dy?: number },
  price = (i: number): number => 100 + i,
  absent: readonly number[] = [],
) {
  const days = Array.from({ length: DAYS }, (_, i) => i).filter((i) => !absent.includes(i));
  const figure = (of: (i: number) => number): Versions => ({
    observedOn: Int32Array.from(days, (i) => addDays(START, i)),
    knownOn: Int32Array.from(days, (i) => addDays(START, i)),
    value: Float64Array.from(days, of),
    rank: new Uint8Array(days.length),
  });
  const from = (factor: number | undefined, i: number): number => (i >= AT ? (factor ?? 1) : 1);
  return new MarketHistory(
    new Map<SeriesKey, Versions>([
      ['x.close', figure(price)],
      ['x.pe', figure((i) => (price(i) / 5) * from(factors.pe, i))],
      ['x.pb', figure((i) => (price(i) / 30) * from(factors.pb, i))],
      ['x.dy', figure((i) => (150 / price(i)) * from(factors.dy, i))],
    ]),
  ).view(addDays(START, DAYS));
}

const jumpsOf = (...args: Parameters<typeof history>): string[] =>
  findUnexplainedJumps(history(...args), 'x').map(({ key, to }) => `${key} ${to - START}`);

describe('an unexplained jump of a valuation ratio', () => {
  it('is not reported if the ratio follows the price, even in a one-day fall of a fifth', () => {
    expect(jumpsOf({})).toEqual([]);
    expect(jumpsOf({}, (i) => (i >= AT ? 80 : 100))).toEqual([]);
  });

  it('is reported if earnings and dividends jump together and book value does not: a change of accounting basis', () => {
    expect(jumpsOf({ pe: 0.9, dy: 0.9 })).toEqual([`x.pe ${AT}`, `x.dy ${AT}`]);
    // All three step, or the two opposite ways: other members, or other prices, and the same basis.
    expect(jumpsOf({ pe: 0.9, dy: 0.9, pb: 0.9 })).toEqual([]);
    expect(jumpsOf({ pe: 0.9, dy: 1.1 })).toEqual([]);
  });

  it('is reported if a single ratio jumps further than ever before', () => {
    expect(jumpsOf({ pe: 0.8 })).toEqual([`x.pe ${AT}`]);
    expect(jumpsOf({ pe: 1.25 })).toEqual([`x.pe ${AT}`]);
    expect(jumpsOf({ pb: 0.8 })).toEqual([`x.pb ${AT}`]);
    expect(jumpsOf({ pe: 0.83 })).toEqual([]);
  });

  it('is not reported if it is in the registry of breaks', () => {
    const entry = {
      key: 'x.pe' as const,
      on: addDays(START, AT),
      lastBefore: addDays(START, AT - 1),
      factor: 1.25,
      movesWith: { price: 'x.close' as const, power: 1 as const },
      reason: 'made up',
    };
    expect(findUnexplainedJumps(history({ pe: 0.8 }), 'x', [entry])).toEqual([]);
    // The store may lack the first day on the new basis, and show it a day later.
    const earlier = { ...entry, on: addDays(START, AT - 1), lastBefore: addDays(START, AT - 2) };
    expect(findUnexplainedJumps(history({ pe: 0.8 }), 'x', [earlier])).toHaveLength(1);
    expect(findUnexplainedJumps(history({ pe: 0.8 }, undefined, [AT]), 'x', [entry])).toEqual([]);
  });

  it('is not reported of another index on the day of a break in the registry: NSE moves all its indices at once', () => {
    const entry = {
      key: 'nifty-50.pe' as const,
      on: addDays(START, AT),
      lastBefore: addDays(START, AT - 1),
      factor: 1.25,
      movesWith: { price: 'nifty-50.close' as const, power: 1 as const },
      reason: 'made up',
    };
    expect(findUnexplainedJumps(history({ pe: 0.8 }), 'x', [entry])).toEqual([]);
    expect(findUnexplainedJumps(history({ pb: 0.8 }), 'x', [entry])).toHaveLength(1);
  });

  it('can be chained away: the figures then follow the price across it', () => {
    const view = history({ pe: 0.75, dy: 1.6 });
    const jumps = findUnexplainedJumps(view, 'x');
    expect(jumps.map((j) => j.key)).toEqual(['x.pe', 'x.dy']);
    const chained = withJumpsChained(view, jumps);
    expect(findUnexplainedJumps(chained, 'x')).toEqual([]);
    const ratio = (key: SeriesKey) =>
      Array.from(chained.column(key).value, (v, i) => v / history({}).column(key).value[i]!);
    for (const r of [...ratio('x.pe'), ...ratio('x.pb'), ...ratio('x.dy')]) expect(r).toBeCloseTo(1, 12);
  });

  it('is reported with both values and a remedy', () => {
    const [jump] = findUnexplainedJumps(history({ pe: 0.75 }), 'x');
    expect(unexplainedJumpProblem(jump!)).toMatchObject({
      severity: 'warning',
      about: 'x.pe',
      message: 'jumps from 23.8 on 20 Jan 2019 to 18 on 21 Jan 2019; the index price does not explain it.',
    });
  });
});

import type { Day } from '../../../src/market/day.ts';
import { dayOf } from '../../../src/market/day.ts';
import type { Issuer } from '../../../src/risk/day-slice.ts';
import { universeRules, type UniverseRules } from '../../../src/risk/exposures/exposure-rules.ts';
import { newPrices, type PriceRecord } from '../../../src/market/stocks/prices/price-state.ts';
import { advanceUniverse, newUniverse, STANDINGS, type UniverseState } from '../../../src/risk/exposures/universe.ts';

const issuer = (listedOn: Day | null = null): Issuer => ({
  isin: '',
  symbol: '',
  name: '',
  industry: 0,
  listedOn,
});

interface Share {
  /** ₹ traded in a session; null without a trade. */
  readonly traded: (session: number) => number | null;
  readonly listedOn?: Day;
}

const START = dayOf(2018, 1, 1)!;
const dayAt = (session: number): Day => (START + Math.floor((session * 7) / 5)) as Day;

/** The universe after each session of a market of these shares. */
function walk(shares: readonly Share[], sessions: number, rules: UniverseRules): UniverseState[] {
  const state = newUniverse(shares.length, rules);
  const prices: PriceRecord = newPrices(shares.length);
  const issuers = shares.map((s) => issuer(s.listedOn ?? null));
  return Array.from({ length: sessions }, (_, t) => {
    prices.sessions++;
    for (const [i, share] of shares.entries()) {
      const traded = share.traded(t);
      if (traded !== null && prices.age[i] === 0) prices.age[i] = 0;
      if (prices.age[i]! > 0 || traded !== null) prices.age[i]!++;
      prices.idle[i] = traded === null ? prices.idle[i]! + 1 : 0;
      prices.value[i] = traded ?? 0;
    }
    const marketCap = prices.idle.map((idle) => (idle <= 63 ? 1000 : NaN));
    advanceUniverse(state, dayAt(t), { issuers, prices, marketCap, firstDay: START }, rules);
    return structuredClone(state);
  });
}

const steady = (traded: number): Share => ({ traded: () => traded });
const standing = (state: UniverseState, i: number): string => STANDINGS[state.standings[i]!]!;
const all = universeRules.parse({ size: { kind: 'share', of: 1 } });

describe('the estimation universe', () => {
  test('takes names in after a year of history and not before', () => {
    const states = walk([steady(1), { traded: (t) => (t < 100 ? null : 1) }], 420, all);
    const first = (i: number): number => states.findIndex((s) => s.members[i] === 1);
    expect(first(0)).toBeGreaterThanOrEqual(251);
    expect(first(0)).toBeLessThan(251 + 23);
    expect(first(1)).toBeGreaterThanOrEqual(351);
    expect(standing(states[300]!, 1)).toBe('history too short');
  });

  test('is made anew on the first session of a month and stands until the next', () => {
    const states = walk([steady(1), steady(2)], 420, all);
    const changes = states.flatMap((s, t) => (t > 0 && s.madeIn !== states[t - 1]!.madeIn ? [t] : []));
    for (const t of changes)
      expect(new Date(dayAt(t) * 864e5).getUTCMonth()).not.toBe(new Date(dayAt(t - 1) * 864e5).getUTCMonth());
    expect(changes.length).toBe(19);
  });

  test('leaves out a share that trades on fewer than 90 % of sessions, or stopped', () => {
    const states = walk(
      [
        steady(1),
        { traded: (t) => (t % 8 === 0 ? null : 1) },
        { traded: (t) => (t % 20 === 0 ? null : 1) },
        { traded: (t) => (t < 300 ? 1 : null) },
      ],
      420,
      all,
    );
    const last = states.at(-1)!;
    expect([...last.members]).toEqual([1, 0, 1, 0]);
    expect(standing(last, 1)).toBe('traded too seldom');
    expect(standing(last, 3)).toBe('stopped trading');
  });

  test('keeps a new listing out for 126 sessions even where a short history would do', () => {
    const rules = universeRules.parse({ history: 20, size: { kind: 'share', of: 1 } });
    const states = walk(
      [steady(1), { traded: (t) => (t < 30 ? null : 1) }, { ...steady(1), listedOn: (START - 30) as Day }],
      200,
      rules,
    );
    const first = (i: number): number => states.findIndex((s) => s.members[i] === 1);
    expect(first(0)).toBeLessThan(45);
    expect(first(1)).toBeGreaterThanOrEqual(30 + 125);
    expect(first(2)).toBeGreaterThanOrEqual(126 - 22);
    expect(first(2)).toBeLessThan(126 + 22);
    expect(standing(states[100]!, 1)).toBe('listed too recently');
  });

  test('takes the most traded, by the median of six months: a day of frenzy does not count', () => {
    const rules = universeRules.parse({ size: { kind: 'count', of: 2 }, buffer: 0 });
    const shares = [steady(5), steady(3), { traded: (t: number) => (t % 50 === 0 ? 1e9 : 1) }, steady(4)];
    const last = walk(shares, 300, rules).at(-1)!;
    expect([...last.members]).toEqual([1, 0, 0, 1]);
    expect(standing(last, 2)).toBe('traded value ranked too low');
  });

  test('is all that may enter where a share of the coverage would be fewer than the least, and no more with a count', () => {
    const shares = Array.from({ length: 12 }, (_, i) => steady(12 - i));
    const members = (rules: UniverseRules): number =>
      walk(shares, 300, rules)
        .at(-1)!
        .members.reduce((sum, m) => sum + m, 0);
    expect(members(universeRules.parse({}))).toBe(12);
    expect(members(universeRules.parse({ atLeast: 5 }))).toBe(5);
    expect(members(universeRules.parse({ atLeast: 0 }))).toBe(3);
    expect(members(universeRules.parse({ size: { kind: 'count', of: 2 } }))).toBe(2);
  });

  test('lets a member slip a little without losing its place, and not much', () => {
    const rules = universeRules.parse({ size: { kind: 'count', of: 10 }, buffer: 0.2 });
    // Share 9 is tenth at first. From session 300 on it is eleventh, then thirteenth from 420.
    const others = Array.from({ length: 9 }, (_, i) => steady(100 - i));
    const slipping = { traded: (t: number): number => (t < 300 ? 50 : t < 420 ? 39 : 10) };
    const shares = [...others, slipping, steady(40), steady(30), steady(20)];
    const states = walk(shares, 560, rules);
    const at = (t: number): number[] => [...states[t]!.members];
    expect(at(299)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0]);
    expect(at(419)).toEqual(at(299));
    expect(at(559)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0]);
  });
});

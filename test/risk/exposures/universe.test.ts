import type { Day } from '../../../src/market/day.ts';
import { dayOf } from '../../../src/market/day.ts';
import type { Issuer } from '../../../src/market/stocks/daily-slice.ts';
import { universeRules, type UniverseRules } from '../../../src/risk/exposures/exposure-rules.ts';
import { newPriceState, type PriceState } from '../../../src/market/stocks/prices/price-state.ts';
import {
  advanceUniverse,
  newUniverse,
  UNIVERSE_STATUSES,
  type UniverseState,
} from '../../../src/risk/exposures/universe.ts';

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

/** The universe after each session of a market of these stocks. */
function walk(shares: readonly Share[], sessions: number, rules: UniverseRules): UniverseState[] {
  const state = newUniverse(shares.length, rules);
  const prices: PriceState = newPriceState(shares.length);
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
const standing = (state: UniverseState, i: number): string => UNIVERSE_STATUSES[state.statuses[i]!]!;
const all = universeRules.parse({ size: { kind: 'fraction', of: 1 } });

describe('the estimation universe', () => {
  test('admits stocks after a year of history and not before', () => {
    const states = walk([steady(1), { traded: (t) => (t < 100 ? null : 1) }], 420, all);
    const first = (i: number): number => states.findIndex((s) => s.members[i] === 1);
    expect(first(0)).toBeGreaterThanOrEqual(251);
    expect(first(0)).toBeLessThan(251 + 23);
    expect(first(1)).toBeGreaterThanOrEqual(351);
    expect(standing(states[300]!, 1)).toBe('history too short');
  });

  test('is reviewed on the first session of a month and unchanged until the next review', () => {
    const states = walk([steady(1), steady(2)], 420, all);
    const changes = states.flatMap((s, t) =>
      t > 0 && s.lastReviewMonth !== states[t - 1]!.lastReviewMonth ? [t] : [],
    );
    for (const t of changes)
      expect(new Date(dayAt(t) * 864e5).getUTCMonth()).not.toBe(new Date(dayAt(t - 1) * 864e5).getUTCMonth());
    expect(changes.length).toBe(19);
  });

  test('excludes a stock that trades on fewer than 90 % of sessions or has stopped trading', () => {
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
    expect(standing(last, 1)).toBe('traded too infrequently');
    expect(standing(last, 3)).toBe('stopped trading');
  });

  test('excludes a new listing for 126 sessions even if the rules accept a short history', () => {
    const rules = universeRules.parse({ history: 20, size: { kind: 'fraction', of: 1 } });
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

  test('ranks by median traded value of six months: a single day of heavy trading does not count', () => {
    const rules = universeRules.parse({ size: { kind: 'count', of: 2 }, buffer: 0 });
    const shares = [steady(5), steady(3), { traded: (t: number) => (t % 50 === 0 ? 1e9 : 1) }, steady(4)];
    const last = walk(shares, 300, rules).at(-1)!;
    expect([...last.members]).toEqual([1, 0, 0, 1]);
    expect(standing(last, 2)).toBe('traded value ranked too low');
  });

  test('includes all eligible stocks if the fraction of the coverage is below the minimum, and exactly so many if set as a count', () => {
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

  test('keeps a member whose rank falls within the buffer, and drops it beyond', () => {
    const rules = universeRules.parse({ size: { kind: 'count', of: 10 }, buffer: 0.2 });
    // Stock 9 is tenth at first, eleventh from session 300 on, and thirteenth from 420 on.
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

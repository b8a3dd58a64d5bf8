import { accountBreaches, paperBreaches } from '../../../src/pack/limits/passive-breaches.ts';
import type { Decision } from '../../../src/decision/document/decision.ts';
import { addDays, iso } from '../../../src/market/day.ts';
import { A, B, marketOf, weekdays } from '../../backtest/account/reconciliation/simulated-account.fixture.ts';

const sessions = weekdays('2024-01-31', 8);
/** A rises 2 % a session and B stands still. */
const market = marketOf(sessions, {
  [A]: sessions.map((_, s) => 100 * 1.02 ** s),
  [B]: sessions.map(() => 50),
});
const [LAST, ASKED] = [sessions.length - 1, iso(sessions.at(-1)!)];

const stock = (isin: string, final: number, sleeve: string) => ({
  isin,
  name: `Company ${isin}`,
  final,
  opening: 0,
  bySleeve: { [sleeve]: final },
});
/** Half in A by the sleeve momentum, half in B by quality; the cap is 52 %, and momentum may be 45 to 51 %. */
const decision = {
  asOf: ASKED,
  allocation: {
    method: 'risk-model',
    final: { momentum: 0.5, quality: 0.5 },
    sleeves: [
      { id: 'momentum', instrument: { kind: 'stocks', stocks: 1 }, band: { low: 0.45, high: 0.51 } },
      { id: 'quality', instrument: { kind: 'stocks', stocks: 1 }, band: { low: 0, high: 1 } },
    ],
    riskModel: {
      stocks: [stock(A, 0.5, 'momentum'), stock(B, 0.5, 'quality')],
      limits: [{ limit: 'stock', kind: 'compliance', low: null, high: 0.52, value: 0.5, relaxedTo: null }],
    },
  },
} as unknown as Decision;

/** Weight of A so many sessions after the fill. */
const weightOf = (after: number): number => 1.02 ** after / (1.02 ** after + 1);

describe('on paper', () => {
  test('a holding is outside from the first session of the last unbroken stretch, and open from then on', () => {
    const found = paperBreaches(decision, market, { filled: 1, end: LAST });
    // 1.02^n/(1.02^n + 1) passes 51 % at n = 3 and 52 % at n = 5.
    expect([weightOf(2) < 0.51, weightOf(3) > 0.51, weightOf(4) < 0.52, weightOf(5) > 0.52]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(found.map((b) => [b.what, b.id, b.limit, b.since])).toEqual([
      ['stock', A, 0.52, iso(sessions[6]!)],
      ['sleeve', 'momentum', 0.51, iso(sessions[4]!)],
    ]);
    for (const { value, since, days } of found) {
      expect(value).toBeCloseTo(weightOf(6), 12);
      expect(iso(addDays(sessions.at(-1)!, -days))).toBe(since);
    }
  });

  test('nothing is reported before the market has carried anything across', () => {
    expect(paperBreaches(decision, market, { filled: 1, end: 3 })).toEqual([]);
  });
});

describe('in the account', () => {
  const days = sessions.map((day) => ({ day, value: 1000, flow: 0, fees: 0, flowAt: 'start' as const }));
  const holding = (s: number, value: number) => ({ day: sessions[s]!, isin: A, quantity: 1, value });

  test('a stretch ends where the holding is back inside, and begins again after it', () => {
    const holdings = [holding(1, 530), holding(2, 500), holding(4, 521), holding(6, 560)];
    const found = accountBreaches(decision, { days, holdings });
    expect(found).toMatchObject([
      { source: 'account', id: A, limit: 0.52, value: 0.56, since: iso(sessions[4]!) },
    ]);
  });

  test('a holding that was sold is closed', () => {
    const holdings = [holding(1, 530), { ...holding(4, 300), isin: B }];
    expect(accountBreaches(decision, { days, holdings })).toEqual([]);
  });
});

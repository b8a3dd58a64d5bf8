import type { Relaxable } from '../../allocations/risk-model/result.ts';
import type { Regime } from '../../regimes/regime.ts';
import type { Decision } from '../../src/decision/document/decision.ts';
import { stabilityOf } from '../../src/decision/stability.ts';

interface Month {
  readonly asOf: string;
  /** Weight moved from value to momentum. */
  readonly trade?: number;
  readonly regime?: Regime;
  readonly relaxed?: readonly Relaxable[];
  /** Final weight of momentum, in a band of 10 to 30 % around a bouquet weight of 20 %. */
  readonly momentum?: number;
}

/** What stability reads of a decision. */
const decided = ({ asOf, trade = 0, regime = 'bullish', relaxed = [], momentum = 0.25 }: Month): Decision =>
  ({
    asOf,
    regime: { regime },
    allocation: {
      method: 'risk-model',
      openingSource: { kind: 'model', monthEnd: asOf, regime },
      opening: { momentum: momentum - trade, value: 1 - momentum + trade },
      final: { momentum, value: 1 - momentum },
      sleeves: [{ id: 'momentum', base: 0.2, band: { low: 0.1, high: 0.3 } }],
      riskModel: { relaxedConstraints: relaxed.map((constraint) => ({ constraint, from: 0.3, to: 0.4 })) },
    },
  }) as unknown as Decision;

/** Month-ends from March 2024 to April 2025: fourteen, of which the last twelve count. */
const DAYS = Array.from({ length: 14 }, (_, i) =>
  new Date(Date.UTC(2024, 3 + i, 0)).toISOString().slice(0, 10),
);
const year = (month: (i: number) => Omit<Month, 'asOf'>): Decision[] =>
  DAYS.map((asOf, i) => decided({ asOf, ...month(i) }));

describe('the stability of a year of decisions', () => {
  test('counts no reversal where every month trades in the same direction', () => {
    const { months, reversals, problems } = stabilityOf(year(() => ({ trade: 0.02 })));
    expect(months).toBe(12);
    expect(reversals).toEqual({ pairs: 11, traded: expect.closeTo(11 * 0.04, 12), reversed: 0 });
    expect(problems).toEqual([]);
  });

  test('counts everything as reversed where trades alternate, and warns', () => {
    const { reversals, problems } = stabilityOf(year((i) => ({ trade: i % 2 ? 0.02 : -0.02 })));
    expect(reversals.reversed).toBeCloseTo(reversals.traded, 12);
    expect(problems.map((p) => p.code)).toEqual(['trades-reversed']);
    expect(problems[0]!.message).toContain('100.0 %');
  });

  test('leaves out trades at a change of label, and months whose neighbour has no decision', () => {
    const changed = year((i) => ({ trade: i % 2 ? 0.02 : -0.02, regime: i < 8 ? 'bullish' : 'bearish' }));
    // The change at i = 8 ends two pairs; without i = 5, neither it nor i = 6, whose label before is unknown, is compared.
    expect(stabilityOf(changed).reversals.pairs).toBe(9);
    expect(stabilityOf(changed.filter((_, i) => i !== 5)).reversals.pairs).toBe(6);
    expect(stabilityOf(changed.slice(-1)).reversals).toEqual({ pairs: 0, traded: 0, reversed: 0 });
  });

  test('does not judge reversals by a few months', () => {
    const few = year((i) => ({ trade: i % 2 ? 0.02 : -0.02 })).slice(-6);
    expect(stabilityOf(few).reversals.reversed).toBeGreaterThan(0);
    expect(stabilityOf(few).problems).toEqual([]);
  });

  test('calls a soft limit mis-set that was relaxed in three months of twelve, and names its parameter', () => {
    const { relaxed, modelMonths, problems } = stabilityOf(
      year((i) => ({ relaxed: i === 4 ? ['industry', 'beta'] : i === 6 || i === 13 ? ['industry'] : [] })),
    );
    expect({ relaxed, modelMonths }).toEqual({
      relaxed: { turnover: 0, industry: 3, beta: 1 },
      modelMonths: 12,
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'limit-mis-set', about: 'industry' });
    expect(problems[0]!.message).toContain('3 of the last 12 months');
    expect(problems[0]!.remedy).toContain('allocations.model.softLimits.industryLimit');
  });

  test('counts a sleeve at the end of its band, but not one whose bouquet weight is there', () => {
    const edges = year((i) => ({ momentum: i === 13 ? 0.3 : i === 12 ? 0.1 : 0.2 }));
    expect(stabilityOf(edges)).toMatchObject({ sleeveMonths: 12, atBandEdge: 2 });
  });

  test('counts the last decision of a month', () => {
    const twice = [
      decided({ asOf: '2025-04-10', relaxed: ['turnover'] }),
      decided({ asOf: '2025-04-30', momentum: 0.3 }),
    ];
    expect(stabilityOf(twice)).toMatchObject({ months: 1, atBandEdge: 1, relaxed: { turnover: 0 } });
  });

  test('refuses to look back from nothing', () => {
    expect(() => stabilityOf([])).toThrow(RangeError);
  });
});

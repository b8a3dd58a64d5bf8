import { allocationRules, DEFAULT_ALLOCATION_RULES } from '../../allocations/rules.ts';
import { SLEEVES } from '../../allocations/positions.ts';

const faults = (input: unknown): string[] => {
  const parsed = allocationRules.safeParse(input);
  return parsed.success ? [] : parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
};

describe('the allocation section of the rule book', () => {
  test('has the TRRM bouquets by default', () => {
    const { bullish, bearish } = DEFAULT_ALLOCATION_RULES.bouquets;
    expect(SLEEVES.map((id) => bullish[id])).toEqual([0.28, 0.22, 0.18, 0.12, 0.06, 0.04, 0.03, 0.05, 0.02]);
    expect(bearish['low-volatility'] + bearish.dividend + bearish.quality + bearish.contrarian).toBeCloseTo(
      0.86,
    );
  });

  // Strategic and hedge part in percent of the portfolio: bullish 5/0, consolidation 4/1, bearish 2/3.
  test.each([
    ['bullish', 0.05, 0],
    ['consolidation', 0.04, 0.01],
    ['bearish', 0.02, 0.03],
  ] as const)('keeps %s strategic and hedge parts', (regime, strategic, hedge) => {
    const parts = DEFAULT_ALLOCATION_RULES.strategic[regime];
    expect(parts.gold + parts['liquid-fund'] + parts['g-sec']).toBeCloseTo(strategic, 12);
    expect(parts['hedge-reserve']).toBe(hedge);
  });

  test('accepts changed weights if the bouquet still sums to 1', () => {
    expect(faults({ bouquets: { bullish: { momentum: 0.26, quality: 0.07 } } })).toEqual([]);
  });

  test('names a bouquet that does not sum to 1, with its sum', () => {
    expect(faults({ bouquets: { bullish: { momentum: 0.3 } } })).toEqual([
      'bouquets.bullish: must sum to 1; the weights sum to 1.02',
    ]);
  });

  test('names the regime whose strategic holdings do not complete the portfolio', () => {
    expect(faults({ strategic: { bearish: { gold: 0.02 } } })).toEqual([
      'strategic.bearish: must sum to 1 together with factorShare 0.95; the parts sum to 0.06',
    ]);
  });

  test('rejects unknown sleeves and negative bands', () => {
    expect(faults({ bouquets: { bullish: { growth: 0 } } })[0]).toMatch(/^bouquets\.bullish: .*growth/);
    expect(faults({ bands: { momentum: -0.1 } })[0]).toMatch(/^bands\.momentum: /);
    expect(faults({ instruments: { value: { series: 'Value 50', name: 'x' } } })).toEqual([
      'instruments.value.series: must be a series id like nifty-alpha-50',
    ]);
    expect(faults({ volatility: { window: 100 } })).toEqual([
      'volatility.minReturns: must not exceed window',
    ]);
  });
});

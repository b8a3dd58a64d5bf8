import { chargesOf } from '../../../allocations/costs/charges.ts';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { switchingCost } from '../../../allocations/costs/switching-cost.ts';
import { switchTax } from '../../../allocations/tax/switch-tax.ts';
import { day } from '../../../src/market/day.ts';
import { gain, NO_OTHER_GAINS } from '../tax/lots.fixture.ts';

const ON = day('2025-01-15');
const charges = (['buy', 'sell'] as const).map((side) =>
  chargesOf({ segment: 'equity-delivery', side, value: 1e6, day: ON, liquidity: null }, DEFAULT_COST_RULES),
);

describe('the cost of a switch', () => {
  test('is charges plus tax, and the break-even return is its fraction of the portfolio', () => {
    const rules = { surcharge: 0, cess: 0 };
    const tax = switchTax([gain('2024-04-01', '2025-01-15', 100_000)], {
      ...NO_OTHER_GAINS,
      asOf: ON,
      rules,
    });
    const cost = switchingCost(charges, tax, 1e9, 73);
    // ₹ 20,000 of tax; stamp duty on the purchase alone; the sum over both trades of every line.
    expect(cost.tax).toBe(2_000_000);
    expect(cost.charges['stamp-duty']).toBe(15_000);
    expect(Object.values(cost.charges).reduce((a, b) => a + b, 0)).toBe(
      charges[0]!.paise + charges[1]!.paise,
    );
    expect(cost.paise).toBe(2_000_000 + charges[0]!.paise + charges[1]!.paise);
    expect(cost.breakEvenReturn).toBe(cost.paise / 1e9);
    // 73 days are a fifth of a year.
    expect(cost.annualBreakEvenReturn).toBeCloseTo(5 * cost.breakEvenReturn, 15);
  });

  test('has null tax, not 0, without lots', () => {
    expect(switchingCost(charges, null, 1e9, 180).tax).toBeNull();
    expect(switchingCost([], null, 1e9, 180)).toMatchObject({ paise: 0, breakEvenReturn: 0 });
  });
});

import { situationAt } from '../../../allocations/tax/tax-situation.ts';
import { switchTax } from '../../../allocations/tax/switch-tax.ts';
import { taxRules } from '../../../allocations/tax/tax-rules.ts';
import { deferralSaving, worthwhileDeferrals } from '../../../allocations/tax/long-term-deferral.ts';
import { day } from '../../../src/market/day.ts';
import { gain } from './lots.fixture.ts';

const AS_OF = day('2025-01-06');
const situationOf = (rules: object) => situationAt(AS_OF, taxRules.parse({ cess: 0, ...rules }));

describe('gains and losses earlier in the year', () => {
  test('use up the exemption: the switch’s long-term gain is taxed in full', () => {
    const { situation } = situationOf({ realised: [{ until: '2024-12-31', long: 125_000 }] });
    // 12.5 % of ₹ 1 lakh, which alone would be exempt.
    expect(switchTax([gain('2022-01-01', '2025-01-06', 100_000)], situation).paise).toBe(1_250_000);
  });

  test('are taxed at the rates of their day, and losses are set off against the switch’s gains', () => {
    const { situation } = situationOf({ realised: [{ until: '2024-07-22', short: 100_000 }] });
    expect(situation.realised).toMatchObject([{ rate: 0.15, amount: 10_000_000 }]);
    const loss = situationOf({ realised: [{ until: '2024-12-31', short: -60_000 }] });
    // ₹ 1 lakh short term less 60,000, at 20 %.
    expect(switchTax([gain('2024-06-01', '2025-01-06', 100_000)], loss.situation).paise).toBe(800_000);
  });

  test('include losses of earlier years, set off for eight years', () => {
    const { situation, problems } = situationOf({
      broughtForward: [
        { year: '2016–17', term: 'short', loss: 30_000 },
        { year: '2015-16', term: 'short', loss: 1_000_000 },
      ],
    });
    expect(switchTax([gain('2024-06-01', '2025-01-06', 100_000)], situation).paise).toBe(1_400_000);
    expect(problems.map((p) => [p.code, p.about])).toEqual([
      ['tax-not-counted', 'costs.tax.broughtForward[1]'],
    ]);
  });

  test('are disregarded with a warning if they are of another year or of later days', () => {
    const { situation, problems } = situationOf({
      realised: [
        { until: '2024-03-31', short: 1 },
        { until: '2025-01-07', short: 1 },
        { until: '2025-01-06', short: 1 },
      ],
    });
    expect(situation.realised).toHaveLength(1);
    expect(problems.map((p) => p.about)).toEqual(['costs.tax.realised[0]', 'costs.tax.realised[1]']);
    expect(problems[0]!.message).toBe(
      'Gains until 31 Mar 2024 are not counted in the tax of 2024–25 as of 06 Jan 2025.',
    );
  });
});

test.each([
  { realised: [{ until: '2024-02-30' }] },
  { broughtForward: [{ year: '2022', term: 'short', loss: 1 }] },
  { broughtForward: [{ year: '2022-24', term: 'short', loss: 1 }] },
  { broughtForward: [{ year: '2022-23', term: 'short', loss: -1 }] },
])('a rule book with %j is refused', (rules) => {
  expect(taxRules.safeParse(rules).success).toBe(false);
});

test('deferring several lots saves less than the sum, because the exemption applies once', () => {
  const { situation } = situationOf({});
  const sales = [gain('2024-04-10', '2025-01-06', 100_000), gain('2024-05-10', '2025-01-06', 150_000)];
  // Sold now ₹ 2.5 lakh at 20 %: 50,000. Later, in 2025–26: 1.25 lakh exempt, the rest at 12.5 %: 15,625.
  expect(deferralSaving(sales, sales, situation)).toBe(3_437_500);
  const single = worthwhileDeferrals(sales, situation).map((w) => w.saving);
  expect(single).toEqual([2_687_500, 2_000_000]);
  // No deferral, no saving.
  expect(deferralSaving([], sales, situation)).toBe(0);
});

test('an unused loss of the year is carried to the year in which the deferred lot is sold', () => {
  const { situation } = situationOf({ realised: [{ until: '2024-12-31', short: -100_000 }] });
  const late = gain('2024-05-10', '2025-01-06', 300_000);
  // Now: 2 lakh at 20 %: 40,000. Later: 3 lakh less the loss, less 1.25 lakh, at 12.5 %: 9,375.
  expect(deferralSaving([late], [late], situation)).toBe(3_062_500);
});

import type { Regime } from '../../../regimes/regime.ts';
import type { RegimeValidation } from '../../../src/validation/regimes/result.ts';
import { rollingAgreement } from '../../../src/validation/regimes/rolling-agreement.ts';

const MONTHS = 96;
const months = Array.from({ length: MONTHS }, (_, i) => `month ${i}`);
/** Bear in every fifth month; the last three are not settled. */
const bear = months.map((_, i) => (i >= MONTHS - 3 ? null : i % 5 === 0));
const agreementOf = (...labels: (readonly (Regime | null)[])[]) =>
  rollingAgreement({
    months,
    bear,
    classifiers: labels.map((l) => ({ labels: l })) as unknown as RegimeValidation['classifiers'],
  });

test('ends with the last settled month, and goes back a year at a time while five years are there', () => {
  const found = agreementOf(bear.map((b) => (b ? 'bearish' : 'bullish')));
  expect(found.map((w) => w.to)).toEqual(['month 92', 'month 80', 'month 68']);
  expect(found.map((w) => w.kappa)).toEqual([[1], [1], [1]]);
});

test('is the κ of the window alone: 0 for a classifier that never calls a bear market', () => {
  const always = bear.map((): Regime => 'bullish');
  const wrongAtFirst = bear.map((b, i): Regime => ((i < 33 ? !b : b) ? 'bearish' : 'bullish'));
  const [latest, before] = agreementOf(always, wrongAtFirst);
  expect(latest!.kappa).toEqual([0, 1]);
  expect(before!.kappa[1]).toBeLessThan(1);
});

test('has none where too few months of the window are labelled', () => {
  const late = bear.map((b, i): Regime | null => (i < 46 ? null : b ? 'bearish' : 'bullish'));
  expect(agreementOf(late).map((w) => w.kappa[0])).toEqual([null, null, null]);
});

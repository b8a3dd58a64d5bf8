import { labelVariants } from '../../src/backtest/label-variants.ts';
import type { OpenedBacktest } from '../../src/backtest/open-backtest.ts';
import { DEFAULT_RULE_BOOK } from '../../src/rulebook/rule-book.ts';
import { addDays, day } from '../../src/market/day.ts';

/** A back-test of months with the given scores; null is a month without one. */
function openedWith(scores: readonly (number | null)[]): OpenedBacktest {
  const sessions = scores.map((_, k) => addDays(day('2020-01-31'), 30 * k));
  const calls = scores.map((score, k) => ({
    monthEnd: sessions[k]!,
    combined: score === null ? { kind: 'insufficient' } : { kind: 'scored', score },
  }));
  const months = scores.map((_, k) => ({ decided: k, filled: k, until: k }));
  return {
    run: { walk: { calls } },
    schedule: { sessions, months },
    book: DEFAULT_RULE_BOOK,
  } as unknown as OpenedBacktest;
}
const labelsOf = (scores: readonly (number | null)[]) =>
  Object.fromEntries(
    labelVariants(openedWith(scores)).map(({ id, labels }) => [
      id,
      labels.map((l) => l.slice(0, 4)).join(' '),
    ]),
  );

test('thresholds 30 % lower and higher change the labels of scores between them', () => {
  // Entered at 0.2, by 30 % lower 0.14 and higher 0.26; left below 0.05, 0.035 and 0.065.
  const found = labelsOf([0.15, 0.2, null, 0.06, 0.04, -0.2]);
  expect(found['bouquets']).toBe('cons bull bull bull cons bear');
  expect(found['thresholds-0.7']).toBe('bull bull bull bull bull bear');
  expect(found['thresholds-1.3']).toBe('cons cons cons cons cons cons');
});

test('hysteresis bands 30 % narrower and wider change only where a regime is left', () => {
  // From 0.2 down to 0.05; narrower to 0.095, wider to 0.005.
  const found = labelsOf([0.2, 0.09, 0.2, 0.04, -0.2, -0.09, -0.2, -0.04]);
  expect(found['bouquets']).toBe('bull bull bull cons bear bear bear cons');
  expect(found['bands-0.7']).toBe('bull cons bull cons bear cons bear cons');
  expect(found['bands-1.3']).toBe('bull bull bull bull bear bear bear bear');
});

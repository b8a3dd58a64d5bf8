import fc from 'fast-check';
import { distanceText, scoreAgainst, thresholdText } from '../../src/format/score.ts';

const numberOf = (text: string) => Number(text.replace('−', '-').replace('+', ''));

describe('A printed score', () => {
  test.each([
    [-0.1996035, [-0.2, 0.2], 2, '−0.1996'],
    [-0.2, [-0.2, 0.2], 2, '−0.20'],
    [-0.19999999, [-0.2], 3, '−0.19999999'],
    [0.3299, [-0.33, 0.33], 2, '+0.3299'],
    [-0.35, [-0.2, 0.2], 2, '−0.35'],
    [0.0177, [-0.2, 0.2], 3, '+0.018'],
  ])('of %d against %j with %d decimals is %s', (score, thresholds, least, text) => {
    expect(scoreAgainst(score, thresholds, least)).toBe(text);
  });

  test('lies on the same side of every threshold as the score itself', () => {
    const thousandth = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 1000);
    fc.assert(
      fc.property(
        fc.array(thousandth, { minLength: 1, maxLength: 4 }),
        fc.oneof(thousandth, fc.double({ min: -1, max: 1, noNaN: true })),
        fc.integer({ min: -9, max: 9 }),
        (thresholds, base, nudge) => {
          for (const score of [base, thresholds[0]! + nudge * 1e-8]) {
            const printed = numberOf(scoreAgainst(score, thresholds));
            expect(thresholds.map((t) => Math.sign(printed - t))).toEqual(
              thresholds.map((t) => Math.sign(score - t)),
            );
          }
        },
      ),
    );
  });
});

test('A distance to a threshold is not printed as zero', () => {
  expect([distanceText(0.0004), distanceText(0.234), distanceText(0)]).toEqual(['0.0004', '0.23', '0.00']);
});

test('A threshold is printed with the decimals of the rule book', () => {
  expect([thresholdText(0.2), thresholdText(-0.225)]).toEqual(['+0.20', '−0.225']);
});

import { outcomeText } from '../../../src/report/simulation/simulation-text.ts';

test('a policy is summed up by median, nine paths of ten, and the chance of a loss, each with its error', () => {
  const quantiles = [0.94, 1.47, 1.97, 2.58, 3.98].map((value) => ({ value, error: 0.01 }));
  const text = outcomeText('follow', { month: 60, quantiles, chanceOfLoss: { value: 0.062, error: 0.007 } });
  expect(text.replace(/\u00a0/g, ' ')).toBe(
    'Follow the rules, after 60 months: 1.97 ± 0.01 times the start in the median, 90 % of paths from 0.94 ± 0.01 to 3.98 ± 0.01; chance of a loss 6.2 ± 0.7 %.',
  );
});

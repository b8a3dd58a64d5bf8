import { runCompiled } from '../../compiled.ts';
import { describeReference } from '../../reference.ts';
import { knownAnswer } from './known-answers.ts';

type Figures = Readonly<Record<'fine' | 'coarse', readonly [mean: number, fraction: number]>>;

describeReference('simulated Brownian paths', () => {
  test('have the known maximum drawdowns of continuous time, extrapolated in the root of the step, within 1 %', () => {
    const { expect: known } = knownAnswer<object, { expectedMaxDrawdownLog: number[] }>(
      'brownian.max-drawdown.expectation',
    );
    const { expect: tails } = knownAnswer<object, { probability: number[] }>('brownian.max-drawdown.tail');
    const found = JSON.parse(
      runCompiled(['src/math'], 'test/whatif/simulation/brownian-drawdowns.ts'),
    ) as Figures[];
    // A step of four times the length has twice the error: what it hides goes with the root of the step.
    const extrapolated = found.map(
      ({ fine, coarse }) => [2 * fine[0] - coarse[0], 2 * fine[1] - coarse[1]] as const,
    );
    for (const [k, mean] of known.expectedMaxDrawdownLog.entries())
      expect(Math.abs(extrapolated[k]![0] / mean - 1)).toBeLessThan(0.01);
    // Four standard errors of a difference of fractions of 12,000 and 6,000 paths.
    expect(Math.abs(extrapolated[4]![1] - tails.probability[0]!)).toBeLessThan(0.025);
    expect(Math.abs(extrapolated[2]![1] - tails.probability[1]!)).toBeLessThan(0.03);
  });
});

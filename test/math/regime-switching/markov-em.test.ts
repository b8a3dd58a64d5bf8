import fc from 'fast-check';
import { normal } from '../../../src/math/random/distributions.ts';
import { type EmOptions, emStep, fitSwitchingNormal } from '../../../src/math/regime-switching/markov-em.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { FEDFUNDS } from './fedfunds.fixture.ts';

const options = (seed = 1): EmOptions => ({
  states: 2,
  starts: 10,
  stepsEach: 20,
  tolerance: 1e-10,
  maxSteps: 5000,
  stream: randomStream(seed),
});

/** The two states by rising mean. */
function byMean(observations: readonly number[], given = options()) {
  const { model, logLikelihood, converged } = fitSwitchingNormal(observations, given)!;
  const [low, high] = model.means[0]! < model.means[1]! ? [0, 1] : [1, 0];
  return {
    means: [model.means[low]!, model.means[high]!],
    deviations: [Math.sqrt(model.variances[low]!), Math.sqrt(model.variances[high]!)],
    stay: [model.transition[3 * low]!, model.transition[3 * high]!],
    logLikelihood,
    converged,
  };
}

describe('the EM algorithm', () => {
  // SciPy 1.17: BFGS then Nelder–Mead on a forward recursion in logarithms, from 40 random starts.
  test('reaches the maximum that direct maximisation finds for the federal funds rate', () => {
    const fit = byMean(FEDFUNDS);
    expect(fit.converged).toBe(true);
    expect(fit.logLikelihood).toBeCloseTo(-495.7951442, 6);
    expect(fit.means[0]).toBeCloseTo(3.634975, 4);
    expect(fit.means[1]).toBeCloseTo(9.345835, 4);
    expect(fit.deviations[0]! ** 2).toBeCloseTo(2.918569, 4);
    expect(fit.deviations[1]! ** 2).toBeCloseTo(8.004481, 4);
    expect(fit.stay[0]).toBeCloseTo(0.980147, 5);
    expect(fit.stay[1]).toBeCloseTo(0.956906, 5);
  });

  test('recovers the simulated states', () => {
    const stream = randomStream(5);
    let wild = false;
    const y = Array.from({ length: 4000 }, () => {
      if (stream.uniform() < (wild ? 0.05 : 0.02)) wild = !wild;
      return wild ? -1 + 3 * normal(stream) : 0.5 + normal(stream);
    });
    const fit = byMean(y);
    expect(fit.means[0]).toBeCloseTo(-1, 0);
    expect(fit.means[1]).toBeCloseTo(0.5, 1);
    expect(Math.abs(fit.deviations[0]! - 3)).toBeLessThan(0.2);
    expect(Math.abs(fit.deviations[1]! - 1)).toBeLessThan(0.05);
    expect(Math.abs(fit.stay[0]! - 0.95)).toBeLessThan(0.02);
    expect(Math.abs(fit.stay[1]! - 0.98)).toBeLessThan(0.01);
  });

  const anything = fc.array(
    fc.oneof(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.constantFrom(0, 1, 1e6)),
    { minLength: 4, maxLength: 60 },
  );

  test('never decreases the likelihood and keeps all parameters finite', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 1e6 }), (y, seed) => {
        const fit = fitSwitchingNormal(y, { ...options(seed), starts: 1, stepsEach: 1, maxSteps: 1 });
        fc.pre(fit !== null);
        const mean = y.reduce((a, b) => a + b, 0) / y.length;
        const floor = (0.01 * y.reduce((a, b) => a + (b - mean) ** 2, 0)) / y.length;
        let model = fit.model;
        let before = -Infinity;
        for (let step = 0; step < 25; step++) {
          const next = emStep(y, model, floor);
          // Rounding of a sum over y, beside which likelihoods are small.
          expect(next.logLikelihood).toBeGreaterThanOrEqual(before - 1e-7 * (1 + Math.abs(before)));
          before = next.logLikelihood;
          model = next.model;
          const { initial, transition, means, variances } = model;
          expect([...initial, ...transition, ...means, ...variances].every(Number.isFinite)).toBe(true);
          expect(Math.min(...variances)).toBeGreaterThanOrEqual(floor);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('does not depend on the scale or location of the observations', () => {
    const plain = byMean(FEDFUNDS);
    const scaled = byMean(FEDFUNDS.map((y) => 5 + 100 * y));
    expect(scaled.logLikelihood).toBeCloseTo(plain.logLikelihood - FEDFUNDS.length * Math.log(100), 6);
    expect((scaled.means[1]! - 5) / 100).toBeCloseTo(plain.means[1]!, 5);
  });

  test('is reproducible from its seed', () => {
    expect(byMean(FEDFUNDS, options(9))).toEqual(byMean(FEDFUNDS, options(9)));
  });

  test('reports when it stopped before convergence', () => {
    const hurried = { ...options(), starts: 1, stepsEach: 1, maxSteps: 1 };
    expect(fitSwitchingNormal(FEDFUNDS, hurried)!.converged).toBe(false);
  });

  test('returns null for a constant or too short series', () => {
    expect(fitSwitchingNormal([2, 2, 2, 2, 2, 2], options())).toBeNull();
    expect(fitSwitchingNormal([1, 2, 3], options())).toBeNull();
  });
});

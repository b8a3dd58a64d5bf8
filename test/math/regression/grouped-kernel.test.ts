import fc from 'fast-check';
import { randomStream } from '../../../src/math/random/random.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { groupMeans } from '../../../src/math/regression/group-means.ts';
import { plainKernel } from '../../../src/math/regression/plain-grouped-kernel.ts';
import { simdKernel } from '../../../src/math/regression/simd-grouped-kernel.ts';
import { groupedWls, groupedResiduals, wlsWorkspace } from '../../../src/math/regression/structured-wls.ts';

const GROUPS = 26;

/** Random observations, some of them without a weight and then with NaN. */
function observationsOf(count: number, seed: number) {
  const stream = randomStream(seed);
  const draw = (n: number) => Float64Array.from({ length: n }, () => normal(stream));
  const observations = {
    covariates: draw(12 * count),
    response: draw(count),
    weight: draw(count).map((w) => (w < -0.8 ? 0 : Math.abs(w))),
    group: Uint8Array.from({ length: count }, () => Math.floor(stream.uniform() * GROUPS)),
  };
  observations.weight.forEach((w, i) => {
    if (w === 0) observations.covariates.fill(NaN, 12 * i, 12 * i + 3);
  });
  return observations;
}

const upper = (products: Float64Array): number[] =>
  Array.from(products).filter((_, at) => at % 12 >= Math.floor(at / 12));

describe('the loops of a grouped regression in vector instructions', () => {
  test('run on this platform, as on all that TRRM supports', () => {
    expect(simdKernel(GROUPS)?.kind).toBe('simd');
  });

  test('give the same bits as the plain loops, whatever the number of observations', () => {
    const [plain, simd] = [plainKernel(GROUPS), simdKernel(GROUPS)!];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer(), (count, seed) => {
        const observations = observationsOf(count, seed);
        const found = [plain, simd].map((kernel) => {
          kernel.load(observations);
          const sums = kernel.sums();
          const { products, rightSide, byGroup } = sums;
          const copies = [upper(products), [...rightSide], [...byGroup]];
          const ofMeans = kernel.productsOfMeans(groupMeans(sums));
          const slopes = Float64Array.from({ length: 12 }, (_, k) => Math.sin(k + 1));
          const intercepts = Float64Array.from({ length: GROUPS }, (_, g) => (g === 7 ? NaN : Math.cos(g)));
          const { residuals, ...squares } = kernel.residuals(slopes, intercepts, 0.3);
          const copiesOfMeans = [upper(ofMeans.products), [...ofMeans.rightSide]];
          return [...copies, sums.observations, ...copiesOfMeans, [...residuals], squares];
        });
        expect(found[1]).toEqual(found[0]);
      }),
      { numRuns: 60 },
    );
  });

  test('give fits and residuals that are the same to the last bit', () => {
    const observations = observationsOf(400, 3);
    const fits = [plainKernel(GROUPS), simdKernel(GROUPS)!].map((kernel) => {
      const work = { ...wlsWorkspace(GROUPS), kernel };
      const fit = groupedWls(work, observations);
      return { fit, residuals: groupedResiduals(work, fit) };
    });
    expect(fits[0]!.fit.method).toBe('cholesky');
    expect(fits[1]).toEqual(fits[0]);
  });
});

test('an observation with a weight and a covariate that is not finite is left out of the fit', () => {
  const observations = observationsOf(300, 4);
  const first = observations.weight.findIndex((w) => w > 0);
  const without = { ...observations, weight: observations.weight.map((w, i) => (i === first ? 0 : w)) };
  const expected = groupedWls(wlsWorkspace(GROUPS), without);
  observations.covariates[12 * first + 5] = NaN;
  expect(groupedWls(wlsWorkspace(GROUPS), observations)).toEqual(expected);
  expect(observations.weight[first]).toBe(0);
});

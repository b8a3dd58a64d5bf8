import { fillNormals } from '../../../src/math/random/normal-draws.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { WordBuffer } from '../../../src/math/random/word-buffer.ts';

/** Mean maximum drawdowns of log paths, and the fraction that fall by `fall` or more, at two step lengths. */
interface Drawdowns {
  readonly fine: readonly [mean: number, fraction: number];
  readonly coarse: readonly [mean: number, fraction: number];
}

/** Paths of a Brownian motion in `steps` steps; the coarse figures look at every fourth. */
function drawdowns(
  { drift, volatility, years, fall }: { drift: number; volatility: number; years: number; fall: number },
  steps: number,
  paths: number,
  words: WordBuffer,
): Drawdowns {
  const z = new Float64Array(steps);
  const [m, s] = [(drift * years) / steps, volatility * Math.sqrt(years / steps)];
  const limit = -Math.log(1 - fall);
  const sums = [0, 0];
  const beyond = [0, 0];
  for (let p = 0; p < paths; p++) {
    fillNormals(words, z, steps);
    // Mirrored draws halve the error. The fine walk, then the same path seen at every fourth step.
    for (const sign of [1, -1]) {
      for (const [k, stride] of [1, 4].entries()) {
        let [x, peak, deepest] = [0, 0, 0];
        for (let t = 0; t < steps; t += stride) {
          for (let i = t; i < t + stride; i++) x += m + sign * s * z[i]!;
          if (x > peak) peak = x;
          else if (peak - x > deepest) deepest = peak - x;
        }
        sums[k]! += deepest / 2;
        if (deepest >= limit) beyond[k]! += 1 / 2;
      }
    }
  }
  return { fine: [sums[0]! / paths, beyond[0]! / paths], coarse: [sums[1]! / paths, beyond[1]! / paths] };
}

const words = new WordBuffer(randomStream(21));
const year = { volatility: 0.2, years: 1, fall: 0.2 };
process.stdout.write(
  JSON.stringify([
    drawdowns({ ...year, drift: 0 }, 4000, 12_000, words),
    drawdowns({ ...year, drift: 0.05 }, 4000, 12_000, words),
    drawdowns({ ...year, drift: 0.1, years: 10, fall: 0.3 }, 10_000, 6000, words),
    drawdowns({ ...year, drift: -0.05 }, 4000, 12_000, words),
    drawdowns({ ...year, drift: 0.1 }, 4000, 12_000, words),
  ]),
);

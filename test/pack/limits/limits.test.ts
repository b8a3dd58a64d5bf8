import type { Decision } from '../../../src/decision/document/decision.ts';
import { bandLines } from '../../../src/pack/limits/limits.ts';

/** A sleeve whose target lies inside its band of 5 to 15 %, and its final weight. */
const decided = (final: number): Decision =>
  ({
    allocation: {
      final: { quality: final },
      sleeves: [
        {
          id: 'quality',
          instrument: { kind: 'stocks', stocks: 30 },
          band: { low: 0.05, high: 0.15 },
          target: 0.1,
          atBound: null,
        },
      ],
    },
  }) as unknown as Decision;

describe('a sleeve’s final weight in its band', () => {
  test.each([
    ['inside', 0.1],
    ['bound', 0.15],
    ['bound', 0.05],
    ['breached', 0.1501],
    ['breached', 0.04],
  ] as const)('is %s at %p, wherever the target lies', (state, final) => {
    expect(bandLines(decided(final))).toEqual([expect.objectContaining({ id: 'quality', state })]);
  });
});

import { zScores } from '../../math/statistics/z-scores.ts';
import type { SleeveDefinition } from '../definition.ts';
import { sift } from './screening.ts';
import type { MarketMemory } from '../characteristics/rolling-market.ts';
import { type Measure, measureName } from '../characteristics/characteristic.ts';
import { measured } from '../characteristics/characteristics.ts';

/** Z-scores are drawn in to this on either side (MSCI; NSE does not publish it). */
const WINSOR = 3;

/** One measure of a score, and for whom it counts how much. */
export interface Figure {
  readonly measure: Measure;
  readonly column: Float64Array;
  readonly weightOf: (issuer: number) => number;
  readonly isFor: (issuer: number) => boolean;
}

/** The figures that a definition's score is made of, each once; none where it has no score. */
export function figuresOf(memory: MarketMemory, { score }: SleeveDefinition): Figure[] {
  if (!score) return [];
  const usual = new Map(score.parts.map((p) => [measureName(p.measure), p]));
  const financial = score.financials && new Map(score.financials.map((p) => [measureName(p.measure), p]));
  return [...new Map([...usual, ...(financial ?? [])])].map(([name, { measure }]) => {
    const weightOf = (i: number): number =>
      ((memory.issuers[i]!.isFinancial && financial) || usual).get(name)?.weight ?? 0;
    return { measure, column: measured(memory, measure), weightOf, isFor: (i) => weightOf(i) !== 0 };
  });
}

/** What a name's score is made of. */
export interface ScorePart {
  readonly measure: string;
  readonly value: number;
  /** Null where the figures themselves are the score. */
  readonly z: number | null;
  readonly weight: number;
}

export interface Scored {
  readonly score: number;
  readonly parts: readonly ScorePart[];
}

/** Step 3: the score of each eligible name, a sum of weighted measures; those not above the definition's floor go. */
export function scored(names: readonly number[], { score }: SleeveDefinition, figures: readonly Figure[]) {
  const scores = new Map<number, Scored>();
  if (!score) return { scores, ...sift('score', names, []) };
  const scaled = figures.map((figure) => ({
    ...figure,
    z: score.scale === 'z' ? zColumn(names.filter(figure.isFor), figure.column) : null,
  }));
  for (const i of names) {
    const parts = scaled.flatMap(({ measure, column, z, weightOf, isFor }): ScorePart[] =>
      isFor(i)
        ? [{ measure: measureName(measure), value: column[i]!, z: z?.get(i) ?? null, weight: weightOf(i) }]
        : [],
    );
    scores.set(i, { score: parts.reduce((sum, p) => sum + p.weight * (p.z ?? p.value), 0), parts });
  }
  const { above } = score;
  const tests =
    above === undefined
      ? []
      : [{ reason: `score not above ${above}`, passes: (i: number) => scores.get(i)!.score > above }];
  return { scores, ...sift('score', names, tests) };
}

function zColumn(names: readonly number[], column: Float64Array): Map<number, number> {
  const z = zScores(
    Float64Array.from(names, (i) => column[i]!),
    WINSOR,
  );
  return new Map(names.map((i, k) => [i, z[k]!]));
}

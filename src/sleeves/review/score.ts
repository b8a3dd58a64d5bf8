import { zScores } from '../../math/statistics/z-scores.ts';
import type { SleeveDefinition } from '../definition.ts';
import { screen } from './screening.ts';
import type { RollingMarket } from '../characteristics/rolling-market.ts';
import { type Characteristic, characteristicName } from '../characteristics/characteristic.ts';
import { characteristicValues } from '../characteristics/characteristics.ts';

/** Z-scores are winsorised at ±3 (MSCI; NSE does not publish its limit). */
const WINSOR = 3;

/** A characteristic that a stock must have to be scored and weighted. */
export interface RequiredInput {
  readonly characteristic: Characteristic;
  /** By column; NaN where unknown. */
  readonly values: Float64Array;
  readonly appliesTo: (issuer: number) => boolean;
}

/** One characteristic of a score and its weight for each issuer. */
export interface ScoreInput extends RequiredInput {
  readonly weightOf: (issuer: number) => number;
}

/** The inputs of a definition's score, each characteristic once; empty if the definition has no score. */
export function scoreInputs(market: RollingMarket, { score }: SleeveDefinition): ScoreInput[] {
  if (!score) return [];
  const usual = new Map(score.parts.map((p) => [characteristicName(p.characteristic), p]));
  const financial =
    score.financials && new Map(score.financials.map((p) => [characteristicName(p.characteristic), p]));
  return [...new Map([...usual, ...(financial ?? [])])].map(([name, { characteristic }]) => {
    const weightOf = (i: number): number =>
      ((market.issuers[i]!.isFinancial && financial) || usual).get(name)?.weight ?? 0;
    return {
      characteristic,
      values: characteristicValues(market, characteristic),
      weightOf,
      appliesTo: (i) => weightOf(i) !== 0,
    };
  });
}

/** One term of a stock's score. */
export interface ScorePart {
  readonly characteristic: string;
  readonly value: number;
  /** Null where the raw value enters the score. */
  readonly z: number | null;
  readonly weight: number;
}

export interface IssuerScore {
  readonly score: number;
  readonly parts: readonly ScorePart[];
}

/**
 * Step 3: the score of each eligible stock, Σ weight × (Z-score or raw value). Stocks not above the definition's
 * threshold are screened out.
 */
export function scoreIssuers(
  issuers: readonly number[],
  { score }: SleeveDefinition,
  inputs: readonly ScoreInput[],
) {
  const scores = new Map<number, IssuerScore>();
  if (!score) return { scores, ...screen('score', issuers, []) };
  const scaled = inputs.map((input) => ({
    ...input,
    z: score.scale === 'z' ? zScoresOf(issuers.filter(input.appliesTo), input.values) : null,
  }));
  for (const i of issuers) {
    const parts = scaled.flatMap(({ characteristic, values, z, weightOf, appliesTo }): ScorePart[] =>
      appliesTo(i)
        ? [
            {
              characteristic: characteristicName(characteristic),
              value: values[i]!,
              z: z?.get(i) ?? null,
              weight: weightOf(i),
            },
          ]
        : [],
    );
    scores.set(i, { score: parts.reduce((sum, p) => sum + p.weight * (p.z ?? p.value), 0), parts });
  }
  const { above } = score;
  const criteria =
    above === undefined
      ? []
      : [{ reason: `score not above ${above}`, passes: (i: number) => scores.get(i)!.score > above }];
  return { scores, ...screen('score', issuers, criteria) };
}

function zScoresOf(issuers: readonly number[], values: Float64Array): Map<number, number> {
  const z = zScores(
    Float64Array.from(issuers, (i) => values[i]!),
    WINSOR,
  );
  return new Map(issuers.map((i, k) => [i, z[k]!]));
}

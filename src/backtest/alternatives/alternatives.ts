import { POSITIONS, SLEEVES } from '../../../allocations/positions.ts';
import { inWords } from '../../format/words.ts';
import { REGIMES } from '../../../regimes/regime.ts';
import type { PositionWeights } from '../walk/base-weights.ts';
import { strategicWeights } from '../walk/base-weights.ts';
import { type Alternative, type AlternativeInput, bouquetsOf, heldAt } from './alternative.ts';

/** All alternatives that hold positions, in reading order. */
export const alternativesOf = (input: AlternativeInput): Alternative[] => [
  equalWeight(input),
  ...staticBouquets(input),
  averageWeights(input),
  bouquetsOfLabels(input),
  labelsLate(input),
  ...challengers(input),
];

/** The factor part in equal parts over the sleeves that can be held, with the neutral strategic part. */
function equalWeight(input: AlternativeInput): Alternative {
  const { rules, schedule } = input;
  const strategic = strategicWeights('consolidation', rules);
  const weights = schedule.months.map((_, k): PositionWeights => {
    const held = SLEEVES.filter(heldAt(input, k));
    return strategic.map((w, i) => {
      const id = SLEEVES[i];
      return id === undefined ? w : held.includes(id) ? rules.factorShare / held.length : 0;
    });
  });
  return { id: 'equal-weight', title: 'Equal weight of the sleeves', chosenAfterwards: false, weights };
}

/** Each bouquet for good. */
const staticBouquets = (input: AlternativeInput): Alternative[] =>
  REGIMES.map((regime) => ({
    id: `static-${regime}`,
    title: `The ${regime} bouquet for good`,
    chosenAfterwards: false,
    weights: bouquetsOf(
      input,
      input.schedule.months.map(() => regime),
    ),
  }));

/** The mean over time of what was decided, held for good: what is left of a difference is timing. */
function averageWeights({ decided }: AlternativeInput): Alternative {
  const mean = Float64Array.from(
    POSITIONS,
    (_, i) => decided.reduce((sum, weights) => sum + weights[i]!, 0) / decided.length,
  );
  return {
    id: 'static-average',
    title: 'The average of the decided weights for good',
    chosenAfterwards: true,
    weights: decided.map(() => mean),
  };
}

/** The bouquets of TRRM's labels without tilt or limits. */
const bouquetsOfLabels = (input: AlternativeInput): Alternative => ({
  id: 'bouquets',
  title: 'Bouquets of the labels, without tilt or limits',
  chosenAfterwards: false,
  weights: bouquetsOf(input, input.labels),
});

/** The same a month later. */
const labelsLate = (input: AlternativeInput): Alternative => ({
  id: 'label-late',
  title: 'Bouquets of the labels a month late',
  chosenAfterwards: false,
  weights: bouquetsOf(input, input.earlierLabels),
});

const challengers = (input: AlternativeInput): Alternative[] =>
  input.challengers.map(({ id, title, labels }) => ({
    id: `challenger-${id}`,
    title: `Bouquets of ${title}`,
    chosenAfterwards: false,
    weights: bouquetsOf(input, labels),
  }));

/** How a single sleeve is named where it is the best of all. */
export const sleeveTitle = (id: (typeof SLEEVES)[number]): string =>
  `Best single sleeve, chosen afterwards: ${inWords(id)}`;

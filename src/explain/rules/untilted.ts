import { type At, each, formula, numbers, type Rule, stage } from '../rule.ts';

import { STOCKS, MODEL, model } from './risk-model-inputs.ts';

/** `/allocation/untilted`: the comparison without tilt. Its risk has the rules of every risk. */
export const UNTILTED_RULES: readonly Rule[] = [
  stage(
    '/allocation/untilted/target/*',
    'fraction',
    'The target weight with an information ratio of 0 and without views.',
    {
      inputs: (at) => each(at, '/allocation/sleeves', 'base'),
      parameters: () => ['allocations.model.informationRatio', 'allocations.model.riskAversion'],
      rows: STOCKS,
    },
  ),
  stage(
    '/allocation/untilted/final/*',
    'fraction',
    'The final weight with an information ratio of 0 and without views, with the same costs and limits.',
    {
      inputs: (at) => [
        `/allocation/untilted/target/${at.keys[0]}`,
        `/allocation/opening/${at.keys[0]}`,
        '/allocation/turnoverLimit',
      ],
      rows: STOCKS,
    },
  ),
  stage(
    '/allocation/untilted/turnover',
    'fraction',
    'One-way turnover of the comparison, without new money.',
    {
      inputs: (at) => each(at, '/allocation/untilted/trades', 'weight'),
    },
  ),
  formula(
    '/allocation/untilted/tilt/expectedReturn',
    'percent',
    'What the difference of the two sets of final weights is assumed to return: not a forecast.',
    { symbols: 'Σ (wᵢ − uᵢ) aᵢ', inputs: tiltInputs },
    (inputs) => {
      const [weights, untilted, alphas] = thirds(numbers(inputs));
      return weights.reduce((total, w, i) => total + (w - untilted[i]!) * alphas[i]!, 0);
    },
  ),
  stage(
    '/allocation/untilted/tilt/trackingError',
    'percent',
    'The volatility of the difference of the two sets of final weights.',
    {
      symbols: '√(Δw′ V Δw)',
      inputs: tiltInputs,
      rows: STOCKS,
    },
  ),
];

function tiltInputs(at: At): string[] {
  const ids = model(at).sleeves.map((s) => s.id);
  return [
    ...ids.map((id) => `/allocation/final/${id}`),
    ...ids.map((id) => `/allocation/untilted/final/${id}`),
    ...each(at, `${MODEL}/sleeves`, 'expectedActiveReturn'),
  ];
}

function thirds(
  values: readonly number[],
): readonly [readonly number[], readonly number[], readonly number[]] {
  const n = values.length / 3;
  return [values.slice(0, n), values.slice(n, 2 * n), values.slice(2 * n)];
}

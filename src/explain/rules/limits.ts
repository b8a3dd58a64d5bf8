import type { LimitUse } from '../../../allocations/risk-model/result.ts';
import { type At, each, entryOf, formula, named, numbers, type Rule, stage } from '../rule.ts';

import { MODEL, allocation, model } from './risk-model-inputs.ts';

/** How each limit is used: words, inputs and, where they are in the document, arithmetic. */
const LIMITS: Readonly<
  Record<
    LimitUse['limit'],
    {
      readonly words: string;
      readonly inputs: (at: At) => readonly string[];
      readonly value: (inputs: readonly number[]) => number;
      readonly high: readonly string[];
    }
  >
> = {
  stock: {
    words: 'The largest look-through weight of a stock.',
    inputs: (at) => each(at, `${MODEL}/stocks`, 'final'),
    value: (inputs) => Math.max(0, ...inputs),
    high: ['allocations.model.complianceLimits.nameCap'],
  },
  bands: {
    words: 'The largest distance of a sleeve outside its band.',
    inputs: (at) =>
      allocation(at).sleeves.flatMap(({ id, instrument }, i) =>
        instrument === null
          ? []
          : [
              `/allocation/final/${id}`,
              `/allocation/sleeves/${i}/band/low`,
              `/allocation/sleeves/${i}/band/high`,
            ],
      ),
    value: (inputs) => {
      let most = 0;
      for (let i = 0; i < inputs.length; i += 3)
        most = Math.max(most, inputs[i + 1]! - inputs[i]!, inputs[i]! - inputs[i + 2]!);
      return most;
    },
    high: ['allocations.bands'],
  },
  turnover: {
    words: 'The one-way turnover of the month.',
    inputs: () => ['/allocation/turnover'],
    value: ([turnover]) => turnover!,
    high: ['allocations.trading.turnoverLimit', 'allocations.trading.turnoverLimitAtChange'],
  },
  industry: {
    words: 'The largest distance of an industry’s weight from its weight in the bouquet.',
    inputs: (at) => [
      ...each(at, `${MODEL}/industries`, 'final'),
      ...each(at, `${MODEL}/industries`, 'bouquet'),
    ],
    value: (inputs) => {
      const n = inputs.length / 2;
      return Math.max(...inputs.slice(0, n).map((x, i) => Math.abs(x - inputs[n + i]!)));
    },
    high: ['allocations.model.softLimits.industryLimit'],
  },
  beta: {
    words: 'The active exposure to the style BETA.',
    inputs: (at) => [`${entryOf(at, `${MODEL}/styles`, 'style', 'BETA') ?? ''}/final`],
    value: ([exposure]) => exposure!,
    high: ['allocations.model.softLimits.betaBand'],
  },
};

const limitAt = (at: At) => LIMITS[model(at).limits[Number(at.keys[0])]!.limit];

/** Limits, their use and their relaxation. */
export const LIMIT_RULES: readonly Rule[] = [
  named(`${MODEL}/limits/*/(kind|limit)`, 'Which limit, and whether it may be relaxed.'),
  ...(['low', 'high'] as const).map((end) =>
    stage(`${MODEL}/limits/*/${end}`, 'number', 'The limit before any relaxation.', {
      parameters: (at) => limitAt(at).high,
      inputs: (at) =>
        model(at).limits[Number(at.keys[0])]!.limit === 'turnover' ? ['/allocation/turnoverLimit'] : [],
    }),
  ),
  formula(
    `${MODEL}/limits/*/value`,
    'number',
    (at) => limitAt(at).words,
    { inputs: (at) => limitAt(at).inputs(at) },
    (inputs, at) => limitAt(at).value(numbers(inputs)),
  ),
  stage(
    `${MODEL}/limits/*/relaxedTo`,
    'number',
    'What the limit had to be relaxed to so that all others could be met; none where it was not.',
    {
      inputs: (at) => each(at, `${MODEL}/relaxedConstraints`, 'to'),
    },
  ),
  ...[MODEL, '/allocation/untilted'].map((base) =>
    stage(
      `${base}/relaxedConstraints/*/*`,
      'number',
      'A soft limit that could not be met with the others, before and after the relaxation.',
      {
        parameters: () => ['allocations.model.softLimits', 'allocations.trading.turnoverLimit'],
      },
    ),
  ),
];

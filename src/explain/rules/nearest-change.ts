import { boundariesAround } from '../../../regimes/model/boundaries.ts';
import { levelsOf } from '../../../regimes/model/history.ts';
import type { LevelKey } from '../../../signals/levels.ts';
import { type At, beside, copy, each, entryOf, formula, named, type Rule, stage, valueOf } from '../rule.ts';
import { idBeside, signalField } from './regime-inputs.ts';

/** The score boundary that a change of label would have to reach. */
function boundaryTo(at: At, to: unknown): number {
  const { prior, score } = at.made.decision.regime;
  const { above, below } = boundariesAround(prior, score!, at.made.book.regimes);
  return [above, below].find((b) => b?.to === to)!.score;
}

/** A change of one signal, alone or together with the others. */
const changeRules = (base: string, scoreNeeded: Rule): Rule[] => [
  named(`${base}/signal`, 'The signal that is moved.'),
  stage(`${base}/to`, 'words', 'The label beyond the threshold that is reached.', {
    inputs: () => ['/regime/prior', '/regime/score'],
    parameters: () => [
      'regimes.enterBullish',
      'regimes.leaveBullish',
      'regimes.enterBearish',
      'regimes.leaveBearish',
    ],
  }),
  copy(`${base}/scoreNow`, 'score', 'The score of the signal.', (at) =>
    signalField(at, idBeside(at, 'signal'), 'score'),
  ),
  scoreNeeded,
  named(`${base}/inUnits/level`, 'The level in which this signal is moved.'),
  named(`${base}/inUnits/unit`, 'The unit of that level.'),
  formula(
    `${base}/inUnits/now`,
    'number',
    'The level as observed on the session of the call; the signal’s features are made from it.',
    {
      inputs: (at) => [signalField(at, valueOf(at, beside(at, '..', 'signal')), 'observedOn')],
    },
    (_, at) => levelsOf(at.made.run.called.month.evaluated)[idBeside(at, 'level') as LevelKey],
  ),
  stage(
    `${base}/inUnits/needed`,
    'number',
    'The nearest level, rounded to its printed decimals, at which the signal evaluated against the same history reaches the score needed.',
    { inputs: (at) => [beside(at, '..', 'scoreNeeded'), beside(at, 'now')] },
  ),
  formula(
    `${base}/inUnits/change`,
    'number',
    'The level needed less the level now.',
    { symbols: 'needed − now', inputs: (at) => [beside(at, 'needed'), beside(at, 'now')] },
    ([needed, now]) => (needed as number) - (now as number),
  ),
  stage(
    `${base}/inUnits`,
    'words',
    'No level from a quarter to four times today’s is enough, or the score would have to lie outside −1 to +1.',
    { inputs: (at) => [beside(at, 'scoreNeeded')] },
  ),
];

/** `/regime/nearestChanges` and `/regime/jointChange`: the changes that would change the label. */
export const NEAREST_CHANGE_RULES: readonly Rule[] = [
  ...changeRules(
    '/regime/nearestChanges/*',
    formula(
      '/regime/nearestChanges/*/scoreNeeded',
      'score',
      'The score at which this signal alone, the others unchanged, takes S to the threshold; outside −1 to +1 it cannot.',
      {
        symbols: 'sᵢ + (threshold − S) / wᵢ',
        inputs: (at) => [
          beside(at, 'scoreNow'),
          '/regime/score',
          `${entryOf(at, '/regime/contributions', 'id', idBeside(at, 'signal')) ?? ''}/weight`,
          '/regime/prior',
        ],
        parameters: () => [
          'regimes.enterBullish',
          'regimes.leaveBullish',
          'regimes.enterBearish',
          'regimes.leaveBearish',
        ],
      },
      ([now, score, weight], at) =>
        (now as number) + (boundaryTo(at, idBeside(at, 'to')) - (score as number)) / (weight as number),
    ),
  ),
  stage('/regime/jointChange/to', 'words', 'The label beyond the nearest threshold.', {
    inputs: () => ['/regime/prior', '/regime/score'],
  }),
  ...changeRules(
    '/regime/jointChange/moves/*',
    stage(
      '/regime/jointChange/moves/*/scoreNeeded',
      'score',
      'Scores that together take S to the nearest threshold with the least sum of squared changes; each moves in proportion to its weight and stops at ±1.',
      {
        symbols: 'min Σ (s′ᵢ − sᵢ)² subject to Σ wᵢ s′ᵢ = threshold, −1 ≤ s′ᵢ ≤ 1',
        inputs: (at) => [
          '/regime/score',
          ...each(at, '/regime/contributions', 'score'),
          ...each(at, '/regime/contributions', 'weight'),
        ],
      },
    ),
  ),
  stage(
    '/regime/jointChange',
    'words',
    'All signals together cannot change the label, or there is no score.',
  ),
];

import { classify, combine } from '../../../regimes/model/classify.ts';
import type { Regime } from '../../../regimes/regime.ts';
import { day } from '../../market/day.ts';
import { NIFTY, type SeriesKey } from '../../market/series.ts';
import {
  beside,
  copy,
  each,
  entryOf,
  fact,
  formula,
  named,
  numbers,
  parameter,
  type Rule,
  row,
  stage,
  sum,
  text,
} from '../rule.ts';
import { idBeside, signalField, signalRows } from './regime-inputs.ts';
import { calibrationRules } from './calibration.ts';

/** `/regime`: the label and its evidence. */
export const REGIME_RULES: readonly Rule[] = [
  fact('/regime/asOf', 'day', 'The day for which the run was asked.'),
  row('/regime/session', 'day', 'The last session of the Nifty 50 on or before the as-of date.', (at) => [
    { kind: 'days', key: `${NIFTY}.close`, days: [day(at.made.decision.regime.session)] },
  ]),
  formula(
    '/regime/regime',
    'words',
    'The label in force: the model’s own, unless the committee overrides it.',
    { inputs: () => ['/regime/modelRegime', '/regime/override/regime'] },
    ([model, override]) => override ?? model,
  ),
  formula(
    '/regime/modelRegime',
    'words',
    'The label for the score and last month’s label: a regime is entered at a strong score and left only at a weak one. Without a score, last month’s label is kept.',
    {
      symbols:
        'bullish if S ≥ enterBullish, or if it was and S ≥ leaveBullish; bearish likewise; else consolidation',
      inputs: () => [
        '/regime/prior',
        '/regime/score',
        ...['enterBullish', 'leaveBullish', 'enterBearish', 'leaveBearish'].map((b) => `/regime/bands/${b}`),
      ],
    },
    ([prior, score], at) =>
      typeof score === 'number' ? classify(prior as Regime, score, at.made.decision.regime.bands) : prior,
  ),
  formula(
    '/regime/score',
    'score',
    'The score S: the sum of the signals’ contributions, which is the weighted mean of their scores.',
    {
      symbols: 'S = Σ wᵢ sᵢ',
      inputs: (at) => each(at, '/regime/contributions', 'contribution'),
      parameters: () => ['regimes.quorum', 'regimes.mandatory'],
    },
    (inputs, at) => (at.made.decision.regime.status === 'insufficient' ? null : sum(inputs)),
  ),
  formula(
    '/regime/status',
    'words',
    'Whether enough signals have a score: the mandatory one, and as many as the quorum.',
    {
      inputs: (at) => each(at, '/regime/contributions', 'score'),
      parameters: () => ['regimes.quorum', 'regimes.mandatory'],
    },
    (_, at) => (at.made.run.called.month.combined.kind === 'scored' ? 'ok' : 'insufficient'),
  ),
  parameter(
    '/regime/bands/*',
    'score',
    'Threshold of the score S, from the rule book.',
    (at) => `regimes.${at.keys[0]}`,
  ),
  stage(
    '/regime/prior',
    'words',
    'The model’s label of the month-end before, from the walk through all earlier month-ends.',
    {
      inputs: () => ['/regime/changes/regime'],
      rows: signalRows,
    },
  ),
  formula(
    '/regime/confidence/level',
    'words',
    'High, moderate or low by the size of the score.',
    {
      inputs: () => ['/regime/score'],
      parameters: () => ['regimes.confidence.high', 'regimes.confidence.low'],
    },
    ([score], at) => {
      const size = Math.abs(score as number);
      const { high, low } = at.made.book.regimes.confidence;
      return size >= high ? 'high' : size >= low ? 'moderate' : 'low';
    },
  ),
  formula(
    '/regime/confidence/agreement',
    'fraction',
    'The weight of the signals that vote for the label; for consolidation, of those that vote for neither side.',
    {
      symbols: 'Σ wᵢ over the signals with that vote',
      inputs: (at) => [
        ...each(at, '/regime/contributions', 'weight'),
        ...each(at, '/signals', 'vote'),
        '/regime/modelRegime',
      ],
      parameters: () => ['regimes.voteThreshold'],
    },
    (inputs) => {
      const n = (inputs.length - 1) / 2;
      const label = inputs.at(-1);
      const wanted = label === 'consolidation' ? 'neutral' : label;
      return numbers(inputs.slice(0, n)).reduce(
        (total, w, i) => (inputs[n + i] === wanted ? total + w : total),
        0,
      );
    },
  ),
  ...calibrationRules('/regime/confidence/calibrated', 'months'),
  stage('/regime/confidence/calibrated', 'words', 'Too few earlier months have a settled phase.'),
  text('/regime/confidence/basis', 'The calibration in words.', {
    inputs: (at) => ['agreed', 'months', 'fraction'].map((f) => beside(at, 'calibrated', f)),
  }),
  stage('/regime/confidence', 'words', 'There is no confidence without a score.', {
    inputs: () => ['/regime/status'],
  }),
  ...calibrationRules('/regime/switchRecord', 'changes of label'),
  named('/regime/contributions/*/id', 'The signal that contributes.'),
  formula(
    '/regime/contributions/*/weight',
    'fraction',
    'The signal’s weight, rescaled over the signals that have a score; 0 without one.',
    {
      symbols: 'wᵢ / Σ w over the signals with a score',
      inputs: (at) => [...each(at, '/signals', 'weight'), ...each(at, '/signals', 'score')],
    },
    (inputs, at) => {
      const n = inputs.length / 2;
      const scores = at.made.decision.signals.map(({ id }, i) => ({
        id,
        weight: inputs[i] as number,
        score: inputs[n + i] as number | null,
      }));
      const place = scores.findIndex(({ id }) => id === idBeside(at, 'id'));
      return combine(scores, at.made.book.regimes).contributions[place]!.effectiveWeight;
    },
  ),
  copy('/regime/contributions/*/score', 'score', 'The score of the signal.', (at) =>
    signalField(at, idBeside(at, 'id'), 'score'),
  ),
  formula(
    '/regime/contributions/*/contribution',
    'score',
    'Weight times score; 0 without a score.',
    { symbols: 'wᵢ sᵢ', inputs: (at) => [beside(at, 'weight'), beside(at, 'score')] },
    (inputs) => numbers(inputs).reduce((a, b) => a * b, 1),
  ),
  stage('/regime/changes', 'words', 'There is no month-end before.'),
  stage('/regime/changes/monthEnd', 'day', 'The month-end before this session.', {
    rows: () => [{ kind: 'series', key: `${NIFTY}.close` }],
  }),
  stage(
    '/regime/changes/regime',
    'words',
    'The model’s label at that month-end, from what was known on it.',
    { rows: signalRows },
  ),
  stage('/regime/changes/score', 'score', 'The score S at that month-end, from what was known on it.', {
    rows: signalRows,
  }),
  formula(
    '/regime/changes/scoreChange',
    'score',
    'S now less S then.',
    { symbols: 'S − S₋₁', inputs: () => ['/regime/score', '/regime/changes/score'] },
    ([now, then]) => (now === null || then === null ? null : (now as number) - (then as number)),
  ),
  named('/regime/changes/contributions/*/id', 'The signal whose contribution changed.'),
  formula(
    '/regime/changes/contributions/*/change',
    'score',
    'The signal’s contribution now less its contribution at the month-end before, which the walk through earlier months gives.',
    {
      symbols: 'wᵢsᵢ − (wᵢsᵢ)₋₁',
      inputs: (at) => [
        `${entryOf(at, '/regime/contributions', 'id', idBeside(at, 'id')) ?? ''}/contribution`,
      ],
      rows: signalRows,
    },
    ([now], at) =>
      (now as number) -
      at.made.run.called.history.at(-2)!.combined.contributions[Number(at.keys[0])]!.contribution,
  ),
  stage('/regime/override', 'words', 'The rule book has no override in force on the as-of date.', {
    parameters: () => ['regimes.overrides'],
  }),
  stage(
    '/regime/override/*',
    'words',
    'From the override in the rule book that is in force on the as-of date.',
    {
      parameters: () => ['regimes.overrides'],
    },
  ),
  text('/regime/alerts/*/code', 'The kind of alert.'),
  text('/regime/alerts/*/message', 'An alert for the committee; it never changes the label.', {
    inputs: () => ['/regime/score'],
    parameters: () => ['regimes.crisis'],
    rows: signalRows,
  }),
  ...['', '/*', '/*/*', '/*/*/*'].map((below) =>
    stage(
      `/regime/doubt${below}`,
      'words',
      'A label that rests on a jump which neither the market nor the registry of breaks explains; the call without the doubtful series.',
      { rows: signalRows },
    ),
  ),
  named('/regime/breaks/*/series', 'The series that is chained.'),
  named('/regime/breaks/*/reason', 'Why, as the registry of breaks has it.'),
  stage(
    '/regime/breaks/*/on',
    'day',
    'The day of the break, from the registry of structural breaks of NSE’s ratios.',
  ),
  stage(
    '/regime/breaks/*/factor',
    'number',
    'The factor that continues the old terms: the ratio of the values on both sides of the break, corrected for the move of the market.',
    { rows: (at) => [{ kind: 'series', key: idBeside(at, 'series') as SeriesKey }] },
  ),
];

import { voteOf } from '../../../regimes/model/signal-report.ts';
import { signalsOf } from '../../rulebook/rule-book.ts';
import type { Leaf } from '../pointer.ts';
import {
  type At,
  beside,
  each,
  fact,
  formula,
  madeAgain,
  named,
  numbers,
  parameter,
  type RowsAsked,
  type Rule,
  row,
  stage,
  text,
} from '../rule.ts';

import { featureSource, lastDays } from './signal-features.ts';
import { parametersOf, type Scoring, SCORING } from './signal-scores.ts';

const signalAt = (at: At) => at.made.decision.signals[Number(at.keys[0])]!;

const scoring = (at: At): Scoring => SCORING[signalAt(at).id];
const path = (at: At, name: string): string => `signals.${signalAt(at).id}.${name}`;

/** Every series that a signal reads. */
const seriesOf = (at: At): RowsAsked[] =>
  signalsOf(at.made.book)
    .find((s) => s.id === signalAt(at).id)!
    .series.map((key) => ({ kind: 'series', key }));

/** The score from the features of the document; null without a score. */
function scoreFrom(inputs: readonly Leaf[], at: At): number | null {
  return inputs.length === 0 ? null : scoring(at).score(numbers(inputs), at);
}

/** `/signals`: each signal's score, down to the rows of its windows. */
export const SIGNAL_RULES: readonly Rule[] = [
  named('/signals/*/id', 'The signal.'),
  fact('/signals/*/title', 'words', 'The title of the signal.'),
  formula(
    '/signals/*/score',
    'score',
    (at) => scoring(at).words,
    {
      symbols: (at) => scoring(at).symbols,
      inputs: (at) => scoring(at).features.map(([k, part]) => `/signals/${at.keys[0]}/features/${k}/${part}`),
      parameters: (at) => scoring(at).parameters.map((name) => path(at, name)),
    },
    scoreFrom,
  ),
  parameter('/signals/*/weight', 'fraction', 'The weight of the signal in the rule book.', (at) =>
    path(at, 'weight'),
  ),
  formula(
    '/signals/*/vote',
    'words',
    'Bullish or bearish where the score is as large as the threshold, else neutral.',
    { inputs: (at) => [beside(at, 'score')], parameters: () => ['regimes.voteThreshold'] },
    ([score], at) => voteOf(score as number | null, at.made.book.regimes),
  ),
  stage('/signals/*/status', 'words', 'Whether its series have a recent value and enough history.', {
    inputs: (at) => [beside(at, 'observedOn')],
    parameters: (at) =>
      ['staleAfterSessions', 'minObservations']
        .filter((p) => p in parametersOf(at, signalAt(at).id))
        .map((p) => path(at, p)),
    rows: seriesOf,
  }),
  row('/signals/*/observedOn', 'day', 'The day of the last observation known on the as-of date.', (at) =>
    seriesOf(at).flatMap((asked) =>
      asked.kind === 'series'
        ? [{ kind: 'days' as const, key: asked.key, days: lastDays(at, asked.key, 1) }]
        : [],
    ),
  ),
  named('/signals/*/(features|context)/*/name', 'The name of the figure.'),
  named('/signals/*/(features|context)/*/unit', 'Its unit.'),
  {
    ...stage('/signals/*/features/*/value', 'number', (at) => featureSource(at).words, {
      symbols: (at) => featureSource(at).symbols,
      inputs: (at) => featureSource(at).from?.inputs(at) ?? [],
      parameters: (at) => featureSource(at).parameters.map((name) => path(at, name)),
      rows: (at) => featureSource(at).rows(at),
    }),
    recompute: (inputs, at) => featureSource(at).from?.value(numbers(inputs)) ?? madeAgain(at),
  },
  stage(
    '/signals/*/(features|context)/*/percentile',
    'fraction',
    'The mid-rank of the value among all earlier values of the series: the share below it, plus half the share equal to it.',
    {
      symbols: '(#below + ½ #equal) / n',
      inputs: (at) => [beside(at, 'value')],
      parameters: (at) => [path(at, 'minObservations')],
      rows: seriesOf,
    },
  ),
  stage('/signals/*/context/*/value', 'number', 'An indicator for readers that never enters the score.', {
    rows: seriesOf,
  }),
  text('/signals/*/reason', 'The score in words, from the features.', {
    inputs: (at) => each(at, beside(at, 'features'), 'value'),
  }),
];

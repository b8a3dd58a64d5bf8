import { scoreGauge } from './gauge.ts';
import { dateText } from '../../page/dates.ts';
import { grouped, NONE, orNone, signed } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import type { CallModel } from './call-model.ts';
import { scoreText, signalScoreText } from './call-text.ts';
import type { ExplanationModel } from '../explanations/explanation-model.ts';
import { figureLink } from '../explanations/explanation-section.ts';
import { statusMark, voteText } from '../../page/label.ts';
import { table } from '../../page/table.ts';

/** The weighted signals, one row each, with contributions that sum to S. */
export const signalTable = (
  { signals, score, bands, voteThreshold, previous }: CallModel,
  explanations: readonly ExplanationModel[] = [],
): Markup => {
  // Signals and contributions stand in the decision's order, weighted or not.
  const place = new Map(signals.map((s, i) => [s, i]));
  return table({
    label: 'Signals',
    rows: signals.filter((s) => s.weight > 0),
    columns: [
      { head: 'Signal', cell: (s) => s.title },
      { head: '−1 hostile · +1 supportive', kind: 'figure', cell: (s) => scoreGauge(s.score) },
      {
        head: 'Score',
        kind: 'number',
        cell: (s) =>
          figureLink(
            explanations,
            `/signals/${place.get(s)}/score`,
            orNone(s.score, (x) => signalScoreText(x, voteThreshold)),
          ),
      },
      { head: 'Weight', kind: 'number', cell: (s) => `${grouped(s.effectiveWeight, 0)} %` },
      {
        head: 'Contribution',
        kind: 'number',
        cell: (s) =>
          figureLink(
            explanations,
            `/regime/contributions/${place.get(s)}/contribution`,
            s.score === null ? NONE : signed(s.contribution, 3),
          ),
      },
      { head: 'Change', kind: 'number', cell: (s) => orNone(s.contributionChange, (x) => signed(x, 3)) },
      { head: 'Vote', cell: (s) => voteText(s.vote) },
      { head: 'Status', cell: (s) => statusMark(s.status) },
      { head: 'Observed', kind: 'unbroken', cell: (s) => orNone(s.observedOn, dateText) },
    ],
    totals: [
      [
        'Score S',
        null,
        orNone(score, (x) => scoreText(x, bands)),
        score === null ? NONE : '100 %',
        orNone(score, (x) => scoreText(x, bands, 3)),
        orNone(previous?.scoreChange ?? null, (x) => signed(x, 3)),
        null,
        null,
        null,
      ],
    ],
  });
};

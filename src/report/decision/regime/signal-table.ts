import { scoreGauge } from './gauge.ts';
import { dateText } from '../../page/dates.ts';
import { grouped, NONE, orNone, signed } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import type { CallModel } from './call.ts';
import { statusMark, voteText } from '../../page/label.ts';
import { table } from '../../page/table.ts';

/** The signals that have a say, one row each, summing to S. */
export const signalTable = ({ signals, score, before }: CallModel): Markup =>
  table({
    label: 'Signals',
    rows: signals.filter((s) => s.weight > 0),
    columns: [
      { head: 'Signal', cell: (s) => s.title },
      { head: '−1 hostile · +1 supportive', kind: 'figure', cell: (s) => scoreGauge(s.score) },
      { head: 'Score', kind: 'number', cell: (s) => orNone(s.score, (x) => signed(x, 2)) },
      { head: 'Weight', kind: 'number', cell: (s) => `${grouped(s.effectiveWeight, 0)} %` },
      {
        head: 'Part of S',
        kind: 'number',
        cell: (s) => (s.score === null ? NONE : signed(s.contribution, 3)),
      },
      { head: 'Change', kind: 'number', cell: (s) => orNone(s.contributionChange, (x) => signed(x, 3)) },
      { head: 'Vote', cell: (s) => voteText(s.vote) },
      { head: 'Status', cell: (s) => statusMark(s.status) },
      { head: 'Observed', kind: 'unbroken', cell: (s) => orNone(s.observedOn, dateText) },
    ],
    sums: [
      [
        'Score S',
        null,
        orNone(score, (x) => signed(x, 2)),
        score === null ? NONE : '100 %',
        orNone(score, (x) => signed(x, 3)),
        orNone(before?.scoreChange ?? null, (x) => signed(x, 3)),
        null,
        null,
        null,
      ],
    ],
  });

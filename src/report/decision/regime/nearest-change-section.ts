import { contributionChart } from './contributions-chart.ts';
import { REGIME_NAMES } from '../../page/names.ts';
import { NONE, percent, signed } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { ReportModel } from '../model.ts';
import type { CallModel } from './call.ts';
import type { FlipModel } from './nearest-change.ts';
import { regimeLabel } from '../../page/label.ts';
import { changeText, levelText, nearestChange } from '../sentences.ts';
import { type Column, table } from '../../page/table.ts';

/** How S came about, and what it would have taken to come out otherwise. */
export const flipSection = ({ call }: ReportModel): Markup =>
  html` <section id="flips">
    <h2>Contributions and nearest flips</h2>
    ${call.score === null ? html`<p>There is no score this month, so there is nothing to take apart.</p>` : taken(call)}
  </section>`;

const taken = (call: CallModel): Markup =>
  html` <figure>
      ${contributionChart(call, 'contributions')}
      <figcaption>
        Weight × score of each signal, laid end to end; weights are shared out over the signals that have a
        score. The grey lines are the thresholds of entry.
      </figcaption>
    </figure>
    ${
      call.confidence &&
      html`<h3>How far to rely on it</h3>
        <p>
          Confidence in the model’s label, ${call.modelRegime}, is ${call.confidence.level}.
          ${call.confidence.basis} ${percent(call.confidence.agreement, 0)} of the weight votes as that label
          says.
        </p>`
    }
    <h3>What would change the label</h3>
    <p>${nearestChange(call)}</p>
    ${table({
      label: 'By one signal alone',
      rows: call.flips.alone,
      columns: [
        { head: 'By this signal alone', cell: (f) => f.title },
        { head: 'Label becomes', cell: (f) => regimeLabel(f.to) },
        ...MOVE_COLUMNS,
      ],
    })}
    ${
      call.flips.joint &&
      html`<h3>The smallest joint move to ${REGIME_NAMES[call.flips.joint.to].toLowerCase()}</h3>
        <p>
          All signals moving at once, with the least sum of squared changes of their scores (our choice of
          distance).
        </p>
        ${table({
          label: 'By all signals together',
          rows: call.flips.joint.moves,
          columns: [{ head: 'Signal', cell: (f) => f.title }, ...MOVE_COLUMNS],
        })}`
    }`;

const WHY_NOT = {
  'beyond-scale': 'not by itself: a score beyond ±1',
  'out-of-reach': 'no level from ¼ to 4 × today’s does it',
  unchanged: 'stays as it is',
} as const;

const MOVE_COLUMNS: readonly Column<FlipModel>[] = [
  { head: 'Score now', kind: 'number', cell: (f) => signed(f.scoreNow, 2) },
  { head: 'Needed', kind: 'number', cell: (f) => signed(f.scoreNeeded, 2) },
  {
    head: 'Level',
    cell: ({ way }) =>
      way.kind === 'move' ? way.move.level : html`<span class="quiet">${WHY_NOT[way.kind]}</span>`,
  },
  {
    head: 'Now',
    kind: 'number',
    cell: ({ way }) => (way.kind === 'move' ? levelText(way.move.now, way.move) : NONE),
  },
  {
    head: 'Needed',
    kind: 'number',
    cell: ({ way }) => (way.kind === 'move' ? levelText(way.move.needed, way.move) : NONE),
  },
  { head: 'Move', kind: 'number', cell: ({ way }) => (way.kind === 'move' ? changeText(way.move) : NONE) },
];

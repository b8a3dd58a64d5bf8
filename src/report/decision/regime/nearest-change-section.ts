import { contributionChart } from './contributions-chart.ts';
import { REGIME_NAMES } from '../../page/names.ts';
import { NONE } from '../../../format/numbers.ts';
import { scoreAgainst } from '../../../format/score.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { ReportModel } from '../page-model.ts';
import type { CallModel } from './call-model.ts';
import type { SignalChangeModel } from './nearest-change-model.ts';
import { regimeLabel } from '../../page/label.ts';
import { levelText, moveSizeText, nearestChangeText, votesText } from './call-text.ts';
import { type Column, table } from '../../page/table.ts';

/** Contributions to S, and the smallest changes that would change the regime. */
export const nearestChangeSection = ({ call }: ReportModel): Markup =>
  html` <section id="nearest-change">
    <h2>Contributions and nearest change</h2>
    ${call.score === null ? html`<p>There is no score this month.</p>` : contents(call)}
  </section>`;

const contents = (call: CallModel): Markup =>
  html` <figure>
      ${contributionChart(call, 'contributions')}
      <figcaption>
        Weight × score of each signal, end to end; the weights of signals without a score are redistributed.
        Grey lines: entry thresholds.
      </figcaption>
    </figure>
    ${
      call.confidence &&
      html`<h3>Confidence</h3>
        <p>
          Confidence in the model regime, ${call.modelRegime}, is ${call.confidence.level}.
          ${call.confidence.basis} Votes by weight: ${votesText(call)}.
        </p>`
    }
    <h3>Nearest change of regime</h3>
    <p>${nearestChangeText(call)}</p>
    ${oneSignalTable(call)}
    ${
      call.nearestChange.joint &&
      html`<h3>Smallest joint move to ${REGIME_NAMES[call.nearestChange.joint.to].toLowerCase()}</h3>
        <p>
          All signals move together, with the smallest sum of squared score changes (our choice of distance).
        </p>
        ${table({
          label: 'Change of regime by all signals together',
          rows: call.nearestChange.joint.moves,
          columns: [{ head: 'Signal', cell: (f) => f.title }, ...MOVE_COLUMNS],
        })}`
    }`;

/** What each signal alone would need to change the regime. */
export const oneSignalTable = ({ nearestChange }: CallModel): Markup =>
  table({
    label: 'Change of regime by one signal alone',
    rows: nearestChange.alone,
    columns: [
      { head: 'Signal alone', cell: (f) => f.title },
      { head: 'New regime', cell: (f) => regimeLabel(f.to) },
      ...MOVE_COLUMNS,
    ],
  });

const NO_MOVE_TEXT = {
  'beyond-scale': 'not possible: score beyond ±1',
  'out-of-reach': 'no level between ¼ and 4 × today’s',
  unchanged: 'unchanged',
} as const;

const MOVE_COLUMNS: readonly Column<SignalChangeModel>[] = [
  { head: 'Score now', kind: 'number', cell: (f) => scoreAgainst(f.scoreNow, [f.scoreNeeded]) },
  { head: 'Score needed', kind: 'number', cell: (f) => scoreAgainst(f.scoreNeeded, [f.scoreNow]) },
  {
    head: 'Level',
    cell: ({ way }) =>
      way.kind === 'move' ? way.move.level : html`<span class="quiet">${NO_MOVE_TEXT[way.kind]}</span>`,
  },
  {
    head: 'Level now',
    kind: 'number',
    cell: ({ way }) => (way.kind === 'move' ? levelText(way.move.now, way.move) : NONE),
  },
  {
    head: 'Level needed',
    kind: 'number',
    cell: ({ way }) => (way.kind === 'move' ? levelText(way.move.needed, way.move) : NONE),
  },
  {
    head: 'Change',
    kind: 'number',
    cell: ({ way }) => (way.kind === 'move' ? moveSizeText(way.move) : NONE),
  },
];

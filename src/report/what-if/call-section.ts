import { orNone, signed } from '../../format/numbers.ts';
import type { CallModel } from '../decision/regime/call-model.ts';
import { nearestChangeText, scoreText, signalScoreText } from '../decision/regime/call-text.ts';
import { oneSignalTable } from '../decision/regime/nearest-change-section.ts';
import { scoreScale } from '../decision/regime/score-scale.ts';
import type { SignalModel } from '../decision/regime/signal-model.ts';
import { regimeLabel } from '../page/label.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';
import type { WhatIfModel } from './page-model.ts';
import { AS_ASSUMED, AS_IT_IS } from './titles.ts';

/** Regime, alerts, signals and nearest change of both sides. */
export const callSection = ({ before: { call: before }, after: { call: after } }: WhatIfModel): Markup =>
  html`<h2>Regime</h2>
    <div class="sides">
      ${sideBlock(AS_IT_IS, before, 'what-if-before')} ${sideBlock(AS_ASSUMED, after, 'what-if-after')}
    </div>
    ${alerts(AS_IT_IS, before)} ${alerts(AS_ASSUMED, after)}
    <h2>Signals</h2>
    ${signalTable(before, after)}
    <h2>Nearest change of regime, as assumed</h2>
    <p>${nearestChangeText(after)}</p>
    ${after.nearestChange.alone.length > 0 && oneSignalTable(after)}`;

const sideBlock = (title: string, call: CallModel, id: string): Markup =>
  html`<div>
    <h3>${title}</h3>
    <p class="label">${regimeLabel(call.regime)}</p>
    <p>
      ${orNone(call.score, (x) => `S = ${scoreText(x, call.bands)}`)}${
        call.regime !== call.modelRegime && `; model regime ${call.modelRegime}`
      }${call.confidence && `, ${call.confidence.level} confidence`}${
        call.status === 'insufficient' && '; too few signals, the regime is carried forward'
      }
    </p>
    ${scoreScale(call, id)}
  </div>`;

const alerts = (side: string, { alerts: all }: CallModel): Markup[] =>
  all.map((a) => html`<p class="notice"><strong>Alert, ${side.toLowerCase()}.</strong> ${a.message}</p>`);

interface Pair {
  readonly actual: SignalModel;
  readonly assumed: SignalModel;
}

function signalTable(before: CallModel, after: CallModel): Markup {
  const rows = before.signals.map((actual, i): Pair => ({ actual, assumed: after.signals[i]! }));
  const score = (call: CallModel, s: SignalModel) =>
    orNone(s.score, (x) => signalScoreText(x, call.voteThreshold));
  const total = (call: CallModel) => orNone(call.score, (x) => scoreText(x, call.bands, 3));
  return table<Pair>({
    label: 'Signals as they are and as assumed',
    rows,
    columns: [
      {
        head: 'Signal',
        cell: ({ actual, assumed }) =>
          html`${actual.title}${actual.weight + assumed.weight === 0 && html`<small>reported only, no weight</small>`}`,
      },
      { head: 'Score, as it is', kind: 'number', cell: ({ actual }) => score(before, actual) },
      { head: 'Score, as assumed', kind: 'number', cell: ({ assumed }) => score(after, assumed) },
      {
        head: 'Contribution, as it is',
        kind: 'number',
        cell: ({ actual }) => signed(actual.contribution, 3),
      },
      {
        head: 'Contribution, as assumed',
        kind: 'number',
        cell: ({ assumed }) => signed(assumed.contribution, 3),
      },
      {
        head: 'Change',
        kind: 'number',
        cell: ({ actual, assumed }) => signed(assumed.contribution - actual.contribution, 3),
      },
    ],
    totals: [
      [
        'Score S',
        null,
        null,
        total(before),
        total(after),
        before.score === null || after.score === null ? null : signed(after.score - before.score, 3),
      ],
    ],
  });
}

import { scoreScale } from '../regime/score-scale.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import { grouped, orNone, signed, signedPercent } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { CallModel } from '../regime/call-model.ts';
import type { ScenarioSideModel, AssumptionModel, WhatIfModel } from './what-if-model.ts';
import { regimeLabel } from '../../page/label.ts';
import { consequences } from './consequences.ts';
import { levelText, scoreText } from '../regime/call-text.ts';
import { table } from '../../page/table.ts';

/** The scenario compared with the decision. */
export const whatIfSection = ({ assumptions: suppositions, before, after }: WhatIfModel): Markup =>
  html` <section id="what-if">
    <h2>What-if</h2>
    <p class="simulated">
      <strong>SIMULATION</strong> This section is hypothetical. It is not part of the decision and is not
      recorded in the ledger.
    </p>
    <ul>
      ${suppositions.map((s) => html`<li>${assumptionText(s)}</li>`)}
    </ul>
    <div class="sides">
      ${sideBlock('Decision', before, 'what-if-before')} ${sideBlock('Scenario', after, 'what-if-after')}
    </div>
    <h3>Signals</h3>
    ${signalComparison(before.call, after.call)}
    <div class="sides">
      <div>
        <h3>Final weights</h3>
        ${weightComparison(before, after)}
      </div>
      <div>
        <h3>Trades, cost and risk</h3>
        ${consequenceTable(before, after)}
      </div>
    </div>
  </section>`;

function assumptionText(s: AssumptionModel): string {
  switch (s.kind) {
    case 'level': {
      const from = s.from === null ? '' : `, from ${levelText(s.from, s)}${moved(s.from, s.to)}`;
      return `${s.name} at ${levelText(s.to, s)}${from}${s.how === 'carried' ? ' (derived)' : ''}`;
    }
    case 'regime':
      return `Regime forced to ${s.regime}`;
    case 'rule':
      return `Rule ${s.path}: ${s.to} instead of ${s.from}`;
  }
}

/** `, −20.0 %`; empty for a level that was not positive. */
const moved = (from: number, to: number): string =>
  from > 0 ? ` (${signedPercent((to / from - 1) * 100)})` : '';

const sideBlock = (title: string, { call }: ScenarioSideModel, id: string): Markup =>
  html`<div>
    <h3>${title}</h3>
    <p class="label">${regimeLabel(call.regime)}</p>
    <p>
      ${orNone(call.score, (x) => `S = ${scoreText(x, call.bands)}`)}${
        call.regime !== call.modelRegime && `; model regime ${call.modelRegime}`
      }${call.confidence && `, ${call.confidence.level} confidence`}
    </p>
    ${scoreScale(call, id)}
  </div>`;

const score = (x: number | null | undefined) => orNone(x, (s) => signed(s, 2));

function signalComparison(before: CallModel, after: CallModel): Markup {
  const pairs = before.signals
    .map((actual, i) => ({ actual, supposed: after.signals[i]! }))
    .filter(({ actual, supposed }) => actual.weight > 0 || supposed.weight > 0);
  return table({
    label: 'Signals, decision and scenario',
    rows: pairs,
    columns: [
      { head: 'Signal', cell: ({ actual }) => actual.title },
      { head: 'Score, decision', kind: 'number', cell: ({ actual }) => score(actual.score) },
      { head: 'Score, scenario', kind: 'number', cell: ({ supposed }) => score(supposed.score) },
      {
        head: 'Contribution, decision',
        kind: 'number',
        cell: ({ actual }) => signed(actual.contribution, 3),
      },
      {
        head: 'Contribution, scenario',
        kind: 'number',
        cell: ({ supposed }) => signed(supposed.contribution, 3),
      },
      {
        head: 'Change',
        kind: 'number',
        cell: ({ actual, supposed }) => signed(supposed.contribution - actual.contribution, 3),
      },
    ],
  });
}

const weightComparison = (before: ScenarioSideModel, after: ScenarioSideModel): Markup =>
  table({
    label: 'Final weights, decision and scenario',
    rows: before.allocation.positions.map((p, i) => ({
      id: p.id,
      actual: p.final,
      supposed: after.allocation.positions[i]!.final,
    })),
    columns: [
      { head: 'Percent of portfolio', cell: (p) => POSITION_NAMES[p.id] },
      { head: 'Decision', kind: 'number', cell: (p) => grouped(p.actual, 1) },
      { head: 'Scenario', kind: 'number', cell: (p) => grouped(p.supposed, 1) },
      { head: 'Change', kind: 'number', cell: (p) => signed(p.supposed - p.actual, 1) },
    ],
  });

const consequenceTable = (before: ScenarioSideModel, after: ScenarioSideModel): Markup =>
  table({
    label: 'Trades, cost and risk, decision and scenario',
    rows: consequences(before, after),
    columns: [
      { head: 'Figure', cell: (c) => c.name },
      { head: 'Decision', kind: 'number', cell: (c) => c.before },
      { head: 'Scenario', kind: 'number', cell: (c) => c.after },
    ],
  });

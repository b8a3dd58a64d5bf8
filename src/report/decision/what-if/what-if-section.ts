import { scoreScale } from '../regime/score-scale.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import { grouped, orNone, signed } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { CallModel } from '../regime/call.ts';
import type { SideModel, SuppositionModel, WhatIfModel } from './what-if.ts';
import { regimeLabel } from '../../page/label.ts';
import { consequences } from '../consequences.ts';
import { levelText } from '../sentences.ts';
import { table } from '../../page/table.ts';

/** A supposition's consequences beside the decision as it stands. */
export const whatIfSection = ({ suppositions, before, after }: WhatIfModel): Markup =>
  html` <section id="what-if">
    <h2>What if</h2>
    <p class="simulated">
      <strong>SIMULATION</strong> Nothing in this section is decided, and nothing of it enters the ledger.
    </p>
    <ul>
      ${suppositions.map((s) => html`<li>${suppositionText(s)}</li>`)}
    </ul>
    <div class="sides">
      ${sideBlock('As it is', before, 'what-if-before')} ${sideBlock('As supposed', after, 'what-if-after')}
    </div>
    <h3>Signals</h3>
    ${signalComparison(before.call, after.call)}
    <div class="sides">
      <div>
        <h3>Weights after the run</h3>
        ${weightComparison(before, after)}
      </div>
      <div>
        <h3>Trades, cost and risk</h3>
        ${consequenceTable(before, after)}
      </div>
    </div>
  </section>`;

function suppositionText(s: SuppositionModel): string {
  switch (s.kind) {
    case 'level': {
      const from = s.from === null ? '' : `, from ${levelText(s.from, s)}`;
      return `${s.name} at ${levelText(s.to, s)}${from}${s.how === 'carried' ? ' (carried along)' : ''}`;
    }
    case 'regime':
      return `The label is ${s.regime}, whatever the score`;
    case 'rule':
      return `Rule ${s.path}: ${s.to} instead of ${s.from}`;
  }
}

const sideBlock = (title: string, { call }: SideModel, id: string): Markup =>
  html`<div>
    <h3>${title}</h3>
    <p class="label">${regimeLabel(call.regime)}</p>
    <p>
      ${orNone(call.score, (x) => `S = ${signed(x, 3)}`)}${
        call.regime !== call.modelRegime && `; by the score ${call.modelRegime}`
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
    label: 'Signals as they are and as supposed',
    rows: pairs,
    columns: [
      { head: 'Signal', cell: ({ actual }) => actual.title },
      { head: 'Score', kind: 'number', cell: ({ actual }) => score(actual.score) },
      { head: 'supposed', kind: 'number', cell: ({ supposed }) => score(supposed.score) },
      { head: 'Part of S', kind: 'number', cell: ({ actual }) => signed(actual.contribution, 3) },
      { head: 'supposed', kind: 'number', cell: ({ supposed }) => signed(supposed.contribution, 3) },
      {
        head: 'Change',
        kind: 'number',
        cell: ({ actual, supposed }) => signed(supposed.contribution - actual.contribution, 3),
      },
    ],
  });
}

const weightComparison = (before: SideModel, after: SideModel): Markup =>
  table({
    label: 'Weights as they are and as supposed',
    rows: before.allocation.positions.map((p, i) => ({
      id: p.id,
      actual: p.after,
      supposed: after.allocation.positions[i]!.after,
    })),
    columns: [
      { head: 'Percent of portfolio', cell: (p) => POSITION_NAMES[p.id] },
      { head: 'As it is', kind: 'number', cell: (p) => grouped(p.actual, 1) },
      { head: 'Supposed', kind: 'number', cell: (p) => grouped(p.supposed, 1) },
      { head: 'Change', kind: 'number', cell: (p) => signed(p.supposed - p.actual, 1) },
    ],
  });

const consequenceTable = (before: SideModel, after: SideModel): Markup =>
  table({
    label: 'Trades, cost and risk as they are and as supposed',
    rows: consequences(before, after),
    columns: [
      { head: 'Consequence', cell: (c) => c.name },
      { head: 'As it is', kind: 'number', cell: (c) => c.before },
      { head: 'Supposed', kind: 'number', cell: (c) => c.after },
    ],
  });

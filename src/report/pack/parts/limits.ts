import type { BandLine, LimitLine, LimitState } from '../../../pack/limits/limits.ts';
import type { RuleChange } from '../../../rulebook/change.ts';
import { counted, fractionAsPercent, grouped, NONE, orNone, signed } from '../../../format/numbers.ts';
import type { Stability } from '../../../decision/stability.ts';
import { type StabilityFigure, stabilityFigures } from '../../decision/allocation/stability-text.ts';
import { dateText } from '../../page/dates.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { Opens } from '../../page/opens.ts';
import { positionName } from '../../page/names.ts';
import { problemList } from '../../page/problems.ts';
import { table } from '../../page/table.ts';
import { ruleText } from '../../what-if/assumption-text.ts';
import type { PackPages } from '../pages-model.ts';
import { part } from '../part.ts';
import { breachSection } from './breaches.ts';
import { overrideTables } from './overrides.ts';

/** Part 14: limits with headroom, bands, stability, overrides, and what changed in the rule book. */
export function limitsPart({ pack: { document }, opens }: PackPages): Markup {
  const { limits, bands, breaches, overrides, ruleChanges, stability } = document.parts.limits;
  return part(
    'limits',
    html`<section id="limit-lines">
        <h2>Limits after this decision</h2>
        ${limitTable(limits, opens)}
        <p class="quiet">
          Compliance limits are never relaxed; soft limits that cannot all be met are relaxed in the order
          turnover, industries, beta. Headroom: distance to the limit. Breached: outside after trading,
          because the market carried it there and trading limits stopped short.
        </p>
      </section>
      <section id="band-lines">
        <h2>Bands of the sleeves</h2>
        ${bandTable(bands, opens)}
      </section>
      ${breachSection(breaches)}
      <section id="stability">
        <h2>Stability of the decisions</h2>
        ${stabilityTable(stability)}
      </section>
      <section id="override-register">
        <h2>Register of overrides</h2>
        ${overrides.length === 0 ? html`<p>None is in the rule book, and none of these decisions stood under one.</p>` : overrideTables(overrides)}
      </section>
      <section id="rule-changes">
        <h2>Rule book since the last decision</h2>
        ${changesText(ruleChanges)}
      </section>`,
  );
}

const STATES: Readonly<Record<LimitState, string>> = {
  inside: 'inside',
  bound: 'at the limit',
  relaxed: 'relaxed',
  breached: 'breached',
};

const stateMark = (state: LimitState): Markup =>
  html`<span class="state-${state}"
    >${state === 'breached' || state === 'relaxed' ? '▲ ' : ''}${STATES[state]}</span
  >`;

function limitTable(limits: readonly LimitLine[], opens: Opens): Markup {
  const amount = ({ unit }: LimitLine, x: number): string =>
    unit === 'number' ? grouped(x, 2) : fractionAsPercent(x, 1);
  return table<LimitLine>({
    label: 'Limits, their use and headroom',
    rows: limits,
    columns: [
      { head: 'Limit', cell: (l) => html`${l.name}<small>${l.kind}</small>` },
      {
        head: 'Allowed',
        kind: 'number',
        cell: (l) =>
          l.high === null
            ? NONE
            : `${l.low === null ? 'up to ' : `${amount(l, l.low)} to `}${amount(l, l.high)}`,
      },
      { head: 'Used', kind: 'number', cell: (l) => amount(l, l.value) },
      {
        head: 'Headroom',
        kind: 'number',
        cell: (l) =>
          opens(
            `/parts/limits/limits/${limits.indexOf(l)}/headroom`,
            l.unit === 'number' ? signed(l.headroom, 2) : `${signed(100 * l.headroom, 1)} points`,
          ),
      },
      { head: 'Relaxed to', kind: 'number', cell: (l) => orNone(l.relaxedTo, (x) => amount(l, x)) },
      { head: 'State', kind: 'unbroken', cell: (l) => stateMark(l.state) },
    ],
  });
}

const bandTable = (bands: readonly BandLine[], opens: Opens): Markup =>
  table<BandLine>({
    label: 'Bands of the sleeves, percent of the portfolio',
    rows: bands,
    columns: [
      { head: 'Percent of portfolio', cell: (b) => positionName(b.id) },
      { head: 'From', kind: 'number', cell: (b) => grouped(100 * b.low, 1) },
      { head: 'To', kind: 'number', cell: (b) => grouped(100 * b.high, 1) },
      { head: 'Target', kind: 'number', cell: (b) => grouped(100 * b.target, 1) },
      {
        head: 'Final',
        kind: 'number',
        cell: (b) => opens(`/parts/limits/bands/${bands.indexOf(b)}/final`, grouped(100 * b.final, 1)),
      },
      { head: 'State', kind: 'unbroken', cell: (b) => stateMark(b.state) },
    ],
  });

const stabilityTable = (stability: Stability): Markup =>
  html`<p class="quiet">
      ${counted(stability.months, 'month')} with a recorded decision, ${dateText(stability.from)} to
      ${dateText(stability.to)}; of each the last decision.
    </p>
    ${table<StabilityFigure>({
      label: 'Stability of the recorded decisions',
      rows: stabilityFigures(stability),
      columns: [
        { head: 'Figure', cell: (f) => f.name },
        { head: 'Value', kind: 'ample', cell: (f) => f.value },
      ],
    })}
    ${stability.problems.length > 0 ? problemList(stability.problems) : ''}`;

function changesText(changes: readonly RuleChange[] | null): Markup {
  if (changes === null)
    return html`<p>This is the first recorded decision; there is no earlier rule book.</p>`;
  if (changes.length === 0) return html`<p>Unchanged since the last recorded decision.</p>`;
  return html`<ul>
    ${changes.map((c) => html`<li>${ruleText(c)}</li>`)}
  </ul>`;
}

import type { RegisteredOverride } from '../../../pack/limits/override-register.ts';
import type { OverriddenDecision } from '../../../pack/limits/override-outcome.ts';
import { grouped, orNone } from '../../../format/numbers.ts';
import { dateText } from '../../page/dates.ts';
import { regimeLabel } from '../../page/label.ts';
import { html, type Markup } from '../../page/markup.ts';
import { table } from '../../page/table.ts';
import { returnText } from '../../performance/figure-text.ts';

/** The register, and each decision made under an override beside the run without it. */
export function overrideTables(overrides: readonly RegisteredOverride[]): Markup {
  const decisions = overrides.flatMap(({ outcome }) => outcome?.decisions ?? []);
  return html`${registerTable(overrides)}
  ${
    decisions.length > 0 &&
    html`${outcomeTable(decisions)}
      <p class="quiet">
        The run of each date was made again without any override. Both are filled on paper at the next close,
        less their planned charges and tax, and left alone until the next decision, or until today. Added is
        the difference; the register links it over the decisions.
      </p>`
  }`;
}

const registerTable = (overrides: readonly RegisteredOverride[]): Markup =>
  table<RegisteredOverride>({
    label: 'Register of overrides',
    look: 'wide',
    rows: overrides,
    columns: [
      { head: 'Regime', cell: (o) => regimeLabel(o.regime) },
      { head: 'From', kind: 'unbroken', cell: (o) => dateText(o.from) },
      { head: 'Expires', kind: 'unbroken', cell: (o) => dateText(o.expires) },
      { head: 'State', kind: 'unbroken', cell: (o) => o.state },
      { head: 'Author', cell: (o) => o.author },
      { head: 'Reason', cell: (o) => o.reason },
      {
        head: 'Added so far',
        kind: 'number',
        cell: (o) => orNone(o.outcome, ({ total }) => returnText(total)),
      },
    ],
  });

const outcomeTable = (decisions: readonly OverriddenDecision[]): Markup =>
  table<OverriddenDecision>({
    label: 'Decisions under an override, beside the same run without it',
    look: 'wide',
    rows: decisions,
    columns: [
      { head: 'Entry', cell: (d) => grouped(d.entry, 0) },
      { head: 'Decided', kind: 'unbroken', cell: (d) => dateText(d.asOf) },
      { head: 'Until', kind: 'unbroken', cell: (d) => dateText(d.until) },
      { head: 'Override', cell: (d) => regimeLabel(d.regime) },
      { head: 'Without', cell: (d) => regimeLabel(d.withoutOverride) },
      { head: 'Return', kind: 'number', cell: (d) => returnText(d.own) },
      { head: 'Without it', kind: 'number', cell: (d) => returnText(d.other) },
      { head: 'Added', kind: 'number', cell: (d) => returnText(d.gain) },
    ],
  });

import type { DecisionPoint } from '../../../pack/decision-path.ts';
import type { PackDocument } from '../../../pack/pack-document.ts';
import { counted, grouped } from '../../../format/numbers.ts';
import { validationSummary } from '../../validation/section-in-report.ts';
import { dateText } from '../../page/dates.ts';
import { html, type Markup } from '../../page/markup.ts';
import { table } from '../../page/table.ts';
import type { PackPages } from '../pages-model.ts';
import { missingBox, part } from '../part.ts';

/** Part 13: whether data and models are fit for this decision. */
export function healthPart({ pack: { document }, report }: PackPages): Markup {
  const { path, freshness, validation } = document.parts.health;
  return part(
    'health',
    html`<section id="freshness">
        <h2>Freshness of data</h2>
        ${freshnessTable(freshness)}
      </section>
      <section id="problem-path">
        <h2>Problems and doubtful inputs over the recorded decisions</h2>
        ${problemTable(path)}
        <p class="quiet">
          Signals without a score: stale or without enough history, of those that the rule book weights. The
          problems of this decision are listed in part 16.
        </p>
      </section>
      ${
        validation.kind === 'available' && report.validation
          ? validationSummary(report.validation)
          : html`<section id="no-validation">
              <h2>Validation of the regime model</h2>
              ${validation.kind === 'missing' && missingBox(validation)}
            </section>`
      }`,
  );
}

type Freshness = PackDocument['parts']['health']['freshness'];

/** Series older than this are marked. */
const OLD = 7;

function freshnessTable(freshness: Freshness): Markup {
  const days = [...new Set(freshness.map((f) => f.days))].sort((a, b) => a - b);
  const groups = days.map((age) => ({
    age,
    last: freshness.find((f) => f.days === age)!.last,
    series: [...new Set(freshness.filter((f) => f.days === age).map((f) => f.series))],
  }));
  return table<(typeof groups)[number]>({
    label: 'Freshness of data, by age of the last observation',
    rows: groups,
    columns: [
      {
        head: 'Age',
        kind: 'unbroken',
        cell: ({ age }) =>
          age > OLD
            ? html`<strong>▲ ${counted(age, 'day')}</strong>`
            : age <= 0
              ? 'of the day'
              : counted(age, 'day'),
      },
      { head: 'Last', kind: 'unbroken', cell: ({ last }) => dateText(last) },
      { head: 'Series', kind: 'ample', cell: ({ series }) => series.join(', ') },
    ],
  });
}

const problemTable = (path: readonly DecisionPoint[]): Markup =>
  table<DecisionPoint>({
    label: 'Problems by kind over the recorded decisions',
    rows: path.toReversed(),
    narrow: 'fit',
    columns: [
      { head: 'Decision', kind: 'unbroken', cell: (p) => dateText(p.asOf) },
      { head: 'Errors', kind: 'number', cell: (p) => grouped(p.problems.error, 0) },
      { head: 'Warnings', kind: 'number', cell: (p) => grouped(p.problems.warning, 0) },
      { head: 'Notes', kind: 'number', cell: (p) => grouped(p.problems.note, 0) },
      { head: 'Signals without a score', kind: 'number', cell: (p) => grouped(p.staleSignals, 0) },
      { head: 'Constraints relaxed', cell: (p) => (p.isRelaxed ? 'yes' : 'no') },
      { head: 'Override', cell: (p) => (p.isOverridden ? 'yes' : 'no') },
    ],
  });

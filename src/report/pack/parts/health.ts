import type { DecisionPoint } from '../../../pack/outcome/decision-path.ts';
import { type Freshness, isOld, type ProblemKind } from '../../../pack/health/model-health.ts';
import { counted, grouped } from '../../../format/numbers.ts';
import { DATA_KINDS, STOCK_LEVEL_SERIES } from '../../decision/audit-section.ts';
import { validationSummary } from '../../validation/section-in-report.ts';
import { dateText } from '../../page/dates.ts';
import { html, type Markup } from '../../page/markup.ts';
import { seriesName } from '../../page/names.ts';
import { table } from '../../page/table.ts';
import type { PackPages } from '../pages-model.ts';
import { missingBox, part } from '../part.ts';
import { accuracyTables, lightSection, rollingTable } from './health-models.ts';

/** Part 13: whether data and models are fit for this decision. */
export function healthPart({ pack: { document }, report, opens }: PackPages): Markup {
  const { light, path, freshness, problemKinds, accuracy, validation } = document.parts.health;
  return part(
    'health',
    html`${lightSection(light)}
      <section id="freshness">
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
        ${problemKinds.length === 0 ? html`<p>None of these decisions reported a problem.</p>` : kindTable(problemKinds)}
      </section>
      <section id="model-accuracy">
        <h2>Risk model over the last year</h2>
        ${accuracy.kind === 'available' ? accuracyTables(accuracy.data, opens) : missingBox(accuracy)}
      </section>
      ${
        validation.kind === 'available' && report.validation
          ? html`${rollingTable(validation.data)} ${validationSummary(report.validation)}`
          : html`<section id="no-validation">
              <h2>Validation of the regime model</h2>
              ${validation.kind === 'missing' && missingBox(validation)}
            </section>`
      }`,
  );
}

const sourceText = ({ series, kind }: Freshness): string =>
  series === STOCK_LEVEL_SERIES ? DATA_KINDS[kind] : seriesName(series);

function freshnessTable(freshness: readonly Freshness[]): Markup {
  const days = [...new Set(freshness.map((f) => f.days))].sort((a, b) => a - b);
  const groups = days.map((age) => {
    const of = freshness.filter((f) => f.days === age);
    return { age, last: of[0]!.last, isOld: of.some(isOld), series: [...new Set(of.map(sourceText))] };
  });
  return html`${table<(typeof groups)[number]>({
      label: 'Freshness of data, by age of the last observation',
      rows: groups,
      columns: [
        {
          head: 'Age',
          kind: 'unbroken',
          cell: ({ age, isOld: old }) =>
            old
              ? html`<strong>▲ ${counted(age, 'day')}</strong>`
              : age <= 0
                ? 'of the day'
                : counted(age, 'day'),
        },
        { head: 'Last', kind: 'unbroken', cell: ({ last }) => dateText(last) },
        { head: 'Series', kind: 'ample', cell: ({ series }) => series.join(', ') },
      ],
    })}
    <p class="quiet">
      ▲ marks levels and prices older than a week. Accounts, corporate actions and the like come by quarter or
      by event.
    </p>`;
}

const problemTable = (path: readonly DecisionPoint[]): Markup =>
  table<DecisionPoint>({
    label: 'Problems over the recorded decisions',
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

const kindTable = (kinds: readonly ProblemKind[]): Markup =>
  table<ProblemKind>({
    label: 'Kinds of problems, and how many of these decisions had them',
    rows: kinds,
    columns: [
      { head: 'Kind', cell: (k) => k.code },
      { head: 'Severity', cell: (k) => k.severity },
      { head: 'Decisions', kind: 'number', cell: (k) => grouped(k.decisions, 0) },
      { head: 'This one', cell: (k) => (k.isNow ? 'yes' : 'no') },
    ],
  });

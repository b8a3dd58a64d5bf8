import type { ResearchedFactor } from '../../validation/factors/result.ts';
import type { FactorResearch } from '../../validation/factors/validate.ts';
import { dateText } from '../page/dates.ts';
import { html, type Markup } from '../page/markup.ts';
import { CHANGE_SCALE, estimateCell, whiskerFigure } from '../validation/estimates.ts';
import { table } from '../page/table.ts';
import { alphaWhiskers, named } from './alpha-whiskers.ts';

/** The maker's own back-test against what came after; `factors` are those with a known launch. */
export function launchSection(factors: readonly ResearchedFactor[]): Markup {
  const rows = factors.flatMap(({ title, research: { launch } }) => (launch ? [{ title, launch }] : []));
  return html`<section id="launch">
    <h2>Before and since launch</h2>
    <p>
      What an index shows before its launch is its maker’s back-test, made knowing what came later. Alpha that
      shrinks once it is live is the usual fate; a few live months show neither that nor its opposite.
    </p>
    ${whiskerFigure(
      rows.flatMap(({ title, launch: { groups } }) => [
        { ...alphaWhiskers(title, [groups[0]!.alpha]), hollow: true },
        alphaWhiskers('since launch', [groups[1]!.alpha]),
      ]),
      CHANGE_SCALE,
      {
        id: 'launch-chart',
        title: 'Alpha before and since launch',
        description: rows
          .flatMap(({ title, launch }) => launch.groups.map((g) => named(`${title}, ${g.group}`, g.alpha)))
          .join(' '),
      },
      html`Alpha, percent a year; the lines are 95 % intervals. Hollow: the maker’s back-test, before launch.
      A dash: fewer than twelve months.`,
    )}
    ${table<Row>({
      label: 'Before and since launch',
      rows,
      columns: [
        { head: 'Percent a year', cell: (r) => r.title },
        { head: 'Launched', kind: 'unbroken', cell: (r) => dateText(r.launch.launched) },
        { head: 'Back-test', kind: 'number', cell: (r) => estimateCell(r.launch.groups[0]!.alpha) },
        { head: 'Live', kind: 'number', cell: (r) => estimateCell(r.launch.groups[1]!.alpha) },
        { head: 'Live − back-test', kind: 'number', cell: (r) => estimateCell(r.launch.lastLessFirst) },
      ],
      look: 'long',
    })}
  </section>`;
}

interface Row {
  readonly title: string;
  readonly launch: NonNullable<FactorResearch['launch']>;
}

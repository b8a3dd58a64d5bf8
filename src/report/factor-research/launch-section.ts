import type { ValidatedFactor } from '../../validation/factors/result.ts';
import type { FactorResults } from '../../validation/factors/validate.ts';
import { dateText } from '../page/dates.ts';
import { html, type Markup } from '../page/markup.ts';
import { CHANGE_SCALE, estimateCell, whiskerFigure } from '../validation/estimate-figures.ts';
import { table } from '../page/table.ts';
import { alphaWhiskers, alphaText } from './alpha-whiskers.ts';

/** The vendor's back-test against live history; `factors` are those with a known launch date. */
export function launchSection(factors: readonly ValidatedFactor[]): Markup {
  const rows = factors.flatMap(({ title, results: { launch } }) => (launch ? [{ title, launch }] : []));
  return html`<section id="launch">
    <h2>Before and since launch</h2>
    <p>
      Index history before launch is the vendor’s back-test, built with hindsight. Alpha usually shrinks after
      launch; a few live months are not enough to show whether it did.
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
          .flatMap(({ title, launch }) =>
            launch.groups.map((g) => alphaText(`${title}, ${g.group}`, g.alpha)),
          )
          .join(' '),
      },
      html`Alpha, percent a year, with 95 % confidence intervals. Hollow: the vendor’s back-test before
      launch. A dash: fewer than twelve months.`,
    )}
    ${table<Row>({
      label: 'Before and since launch',
      rows,
      columns: [
        { head: 'Percent a year', cell: (r) => r.title },
        { head: 'Launched', kind: 'unbroken', cell: (r) => dateText(r.launch.launched) },
        { head: 'Back-test', kind: 'number', cell: (r) => estimateCell(r.launch.groups[0]!.alpha) },
        { head: 'Live', kind: 'number', cell: (r) => estimateCell(r.launch.groups[1]!.alpha) },
        { head: 'Live − back-test', kind: 'number', cell: (r) => estimateCell(r.launch.lastMinusFirst) },
      ],
      look: 'long',
    })}
  </section>`;
}

interface Row {
  readonly title: string;
  readonly launch: NonNullable<FactorResults['launch']>;
}

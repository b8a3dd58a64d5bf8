import type { FigureGroup } from '../../backtest/statistics/figures/figure-rule.ts';
import type { Figure, TearSheet } from '../../backtest/statistics/tear-sheet.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';
import { figureText } from './figure-text.ts';

const GROUPS: readonly (readonly [FigureGroup, string])[] = [
  ['return', 'Return'],
  ['risk', 'Risk'],
  ['ratio', 'Return for risk'],
  ['relative', 'Against the benchmark'],
];

/**
 * Figures with the convention by which each was computed.
 *
 * @param ids the figures to print; default: all.
 */
export const figuresSection = (sheet: TearSheet, ids?: readonly string[]): Markup =>
  html`<section id="figures">
    <h2>Statistics and their conventions</h2>
    ${GROUPS.map(([group, title]) => {
      const rows = sheet.figures.filter((f) => f.group === group && (ids?.includes(f.id) ?? true));
      const hasBenchmark = sheet.benchmark !== null && group !== 'relative';
      return (
        rows.length > 0 &&
        html`<h3>${title}</h3>
          ${table<Figure>({
            label: title,
            rows,
            look: 'long',
            columns: [
              { head: 'Figure', cell: (f) => f.name },
              { head: 'Value', kind: 'number', cell: (f) => figureText(f.own, f.unit) },
              ...(hasBenchmark
                ? [
                    {
                      head: 'Benchmark',
                      kind: 'number' as const,
                      cell: (f: Figure) => figureText(f.benchmark, f.unit),
                    },
                  ]
                : []),
              {
                head: 'Convention',
                kind: 'ample',
                cell: (f) => html`<small class="remark">${f.convention}</small>`,
              },
            ],
          })}`
      );
    })}
  </section>`;

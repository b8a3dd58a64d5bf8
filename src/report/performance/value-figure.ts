import type { TearSheet } from '../../backtest/statistics/tear-sheet.ts';
import { grouped } from '../../format/numbers.ts';
import { type DrawnValues, type RegimePeriod, valueChart } from '../charts/value-chart.ts';
import { html, type Markup } from '../page/markup.ts';

/** Growth and drawdowns with their caption; null with fewer than two values. */
export function valueFigure(
  sheet: TearSheet,
  values: DrawnValues,
  regimes: readonly RegimePeriod[] = [],
): Markup | null {
  const chart = valueChart(values, regimes, 'value');
  return (
    chart &&
    html`<figure>
      ${chart}
      <figcaption>
        Solid: ${sheet.name}.${sheet.benchmark !== null && ` Dashed: ${sheet.benchmark}.`}
        ${grouped(values.dates.length, 0)} values.
      </figcaption>
    </figure>`
  );
}

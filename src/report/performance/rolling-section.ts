import type { TearSheet } from '../../backtest/statistics/tear-sheet.ts';
import { rollingPanels } from '../charts/rolling-panels.ts';
import { html, type Markup } from '../page/markup.ts';

const WINDOW_NAMES: Readonly<Record<number, string>> = { 12: '12 months', 36: '36 months, a year' };

/** Returns over rolling windows, volatility and Sharpe ratio; null where no window is complete. */
export function rollingSection(sheet: TearSheet): Markup | null {
  const complete = sheet.rolling.filter(({ figures }) => figures.length > 1);
  const [first] = complete;
  if (!first) return null;
  const dates = first.figures.map((f) => f.date);
  const lines = [
    ...complete.map(({ months, figures }) => ({
      id: `rolling-return-${months}`,
      heading: `Return over ${WINDOW_NAMES[months] ?? `${months} months`}, %`,
      dates: figures.map((f) => f.date),
      own: figures.map((f) => 100 * f.own),
      benchmark: sheet.benchmark === null ? null : figures.map((f) => 100 * f.benchmark!),
      decimals: 1,
    })),
    {
      id: 'rolling-volatility',
      heading: `Volatility of ${first.months} months, % a year`,
      dates,
      own: first.figures.map((f) => 100 * f.volatility),
      benchmark: null,
      decimals: 1,
    },
    {
      id: 'rolling-sharpe',
      heading: `Sharpe ratio of ${first.months} months`,
      dates,
      own: first.figures.map((f) => f.sharpe),
      benchmark: null,
      decimals: 2,
    },
  ];
  return html`<section id="rolling">
    <h2>Rolling windows</h2>
    <figure>
      ${rollingPanels(lines)}
      <figcaption>
        Solid: ${sheet.name}.${sheet.benchmark !== null && ` Dashed: ${sheet.benchmark}.`} By the last day of
        each window of whole months.
      </figcaption>
    </figure>
  </section>`;
}

import type { Figure, TearSheet } from '../../backtest/statistics/tear-sheet.ts';
import { counted } from '../../format/numbers.ts';
import type { DrawnValues } from '../charts/value-chart.ts';
import { dateText } from '../page/dates.ts';
import { renderDocument } from '../page/document.ts';
import { html, type Markup } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { problemSection } from '../page/problems.ts';
import { type Column, table } from '../page/table.ts';
import { drawdownsSection } from './drawdowns-section.ts';
import { figureText } from './figure-text.ts';
import { figuresSection } from './figures-section.ts';
import { headlineFigures } from './headline-figures.ts';
import { rollingSection } from './rolling-section.ts';
import { valueFigure } from './value-figure.ts';
import { yearsSection } from './years-section.ts';

/** What the page shows: statistics, and the values to draw. */
export interface PerformancePage {
  readonly sheet: TearSheet;
  readonly values: DrawnValues;
  /** How the series were read, a sentence each. */
  readonly sources: readonly string[];
}

/** Renders the tear sheet of a series as one HTML file. */
export function renderPerformance({ sheet, values, sources }: PerformancePage): string {
  const dated = `${dateText(sheet.from)} to ${dateText(sheet.to)}`;
  const rolling = rollingSection(sheet);
  return renderDocument({
    title: `${sheet.name}: performance, ${dated}`,
    running: {
      title: 'Performance',
      dated: dated.replaceAll('\u00a0', ' '),
      caution: 'Past performance is no guide to future returns',
      simulated: false,
    },
    contents: [
      ['summary', 'Summary'],
      ['figures', 'Statistics'],
      ['years', 'Returns by period'],
      ['drawdowns', 'Drawdowns'],
      ...(rolling ? [['rolling', 'Rolling windows'] as const] : []),
      ['problems', 'Problems'],
    ],
    body: [
      html`<section id="summary" class="opening">
        ${masthead({
          title: `Performance of ${sheet.name}`,
          dateline: `${dated}: ${counted(sheet.headline.count, sheet.headline.period)}${sheet.fine ? `, ${counted(sheet.fine.count, sheet.fine.period)}` : ''}${sheet.benchmark === null ? '' : `; benchmark ${sheet.benchmark}`}${sheet.riskFree === null ? '' : `; risk-free rate ${sheet.riskFree}`}`,
          simulated: false,
        })}
        ${headlineFacts(sheet)} ${valueFigure(sheet, values)}
        <ul class="notes">
          ${sources.map((source) => html`<li>${source}</li>`)}
        </ul>
      </section>`,
      figuresSection(sheet),
      yearsSection(sheet),
      drawdownsSection(sheet),
      rolling,
      problemSection(sheet.problems),
    ],
  });
}

const headlineFacts = (sheet: TearSheet): Markup =>
  table<Figure>({
    label: 'Headline figures',
    rows: headlineFigures(sheet),
    columns: [
      { head: 'Figure', cell: (f) => f.name },
      { head: 'Value', kind: 'number', cell: (f) => figureText(f.own, f.unit) },
      ...(sheet.benchmark === null
        ? []
        : [{ head: 'Benchmark', kind: 'number', cell: benchmarkText } as Column<Figure>]),
    ],
  });

const benchmarkText = (f: Figure): string => (f.group === 'relative' ? '' : figureText(f.benchmark, f.unit));

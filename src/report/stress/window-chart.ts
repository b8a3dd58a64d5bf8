import * as Plot from '@observablehq/plot';
import { chart, COLOUR, PAGE_WIDTH } from '../charts/plot.ts';
import type { Markup } from '../page/markup.ts';
import type { StressedWindow } from '../../whatif/stress/stress-test.ts';
import { returnText } from './stress-text.ts';

const ROW = 30;
const SLIM_ROW = 40;
/** Width for names beside the bars; on a phone they are printed above. */
const NAMES = 300;
const VALUES = 52;

/** Bars of the windows' returns, largest loss first: the portfolio as a bar, the Nifty 50 as a tick. */
export function windowChart(windows: readonly StressedWindow[]): Markup {
  const rows = windows.map((w, i) => {
    const value = (w.portfolio ?? w.nifty)!.return;
    return {
      at: i,
      name: w.name,
      value: 100 * value,
      nifty: 100 * w.nifty!.return,
      isOwn: w.portfolio !== null,
    };
  });
  const description = `${rows.map((r) => `${r.name}: ${r.isOwn ? `portfolio ${returnText(r.value / 100)}, ` : ''}Nifty 50 ${returnText(r.nifty / 100)}`).join('; ')}.`;
  return chart({ id: 'windows-chart', title: 'Returns in historical windows', description }, (width) => {
    const roomy = width === PAGE_WIDTH;
    const row = roomy ? ROW : SLIM_ROW;
    const all = rows.flatMap((r) => [r.value, r.nifty, 0]);
    const bar = roomy ? { from: 0.28, to: 0.72 } : { from: 0.5, to: 0.86 };
    const middle = (bar.from + bar.to) / 2;
    return {
      width,
      height: rows.length * row + 24,
      marginTop: 2,
      marginBottom: 22,
      marginLeft: roomy ? NAMES : 46,
      marginRight: VALUES,
      x: { domain: [Math.min(...all), Math.max(...all)], nice: true, axis: null },
      y: { domain: [rows.length, 0], axis: null },
      marks: [
        Plot.gridX({ ticks: roomy ? 7 : 4, stroke: COLOUR.line, strokeOpacity: 1 }),
        Plot.axisX({
          ticks: roomy ? 7 : 4,
          tickSize: 0,
          label: null,
          tickFormat: (t: number) => returnText(t / 100, 0),
        }),
        Plot.rect(rows, {
          x1: () => 0,
          x2: 'value',
          y1: (r: Row) => r.at + bar.from,
          y2: (r: Row) => r.at + bar.to,
          fill: (r: Row) => (r.value < 0 ? COLOUR.hostile : COLOUR.supportive),
        }),
        Plot.link(rows, {
          x1: 'nifty',
          x2: 'nifty',
          y1: (r: Row) => r.at + bar.from - 0.12,
          y2: (r: Row) => r.at + bar.to + 0.12,
          stroke: COLOUR.ink,
          strokeWidth: 2,
        }),
        Plot.ruleX([0], { stroke: COLOUR.muted }),
        Plot.text(rows, {
          x: (r: Row) => Math.max(r.value, r.nifty),
          y: (r: Row) => r.at + middle,
          text: (r: Row) => returnText(r.value / 100),
          textAnchor: 'start',
          dx: 6,
          fill: COLOUR.ink,
          filter: (r: Row) => r.value >= 0,
        }),
        Plot.text(rows, {
          x: (r: Row) => Math.min(r.value, r.nifty),
          y: (r: Row) => r.at + middle,
          text: (r: Row) => returnText(r.value / 100),
          textAnchor: 'end',
          dx: -6,
          fill: COLOUR.ink,
          filter: (r: Row) => r.value < 0,
        }),
        Plot.text(rows, {
          frameAnchor: 'left',
          y: (r: Row) => r.at + (roomy ? middle : 0.24),
          text: 'name',
          textAnchor: 'start',
          dx: roomy ? -NAMES : -46,
          fill: COLOUR.ink,
        }),
      ],
    };
  });
}

interface Row {
  readonly at: number;
  readonly name: string;
  readonly value: number;
  readonly nifty: number;
  readonly isOwn: boolean;
}

import * as Plot from '@observablehq/plot';
import { fractionAsPercent } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import { chart, COLOUR, type Figure, PAGE_WIDTH } from '../../charts/plot.ts';

/** Up to this number of years, values are printed at the dots. */
const FEW = { page: 12, phone: 5 };

export interface YearFit {
  readonly year: number;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
}

/** Draws R² by year as dots, and adjusted R² as rings. */
export function fitChart(years: readonly YearFit[], figure: Figure): Markup {
  const low = Math.min(0, ...years.map((y) => y.adjustedRSquared));
  return chart(figure, (width) => {
    const few = years.length <= FEW[width === PAGE_WIDTH ? 'page' : 'phone'];
    const every = Math.ceil(years.length / FEW[width === PAGE_WIDTH ? 'page' : 'phone']);
    const named = years.filter((_, i) => (years.length - 1 - i) % every === 0).map((y) => y.year);
    const valueAt = (y: 'rSquared' | 'adjustedRSquared') =>
      Plot.text(few ? years : [], {
        x: 'year',
        y,
        text: (d: YearFit) => fractionAsPercent(d[y]),
        textAnchor: 'start',
        dx: 8,
        fill: COLOUR.ink,
      });
    return {
      width,
      height: 190,
      marginLeft: 44,
      marginRight: 44,
      marginTop: 8,
      marginBottom: 22,
      x: { type: 'point', domain: years.map((y) => y.year), padding: 0.5, axis: null },
      y: { domain: [low, 1], axis: null },
      marks: [
        Plot.gridY([0, 0.25, 0.5, 0.75, 1], { stroke: COLOUR.line, strokeOpacity: 1 }),
        Plot.axisY([0, 0.25, 0.5, 0.75, 1], {
          tickSize: 0,
          tickFormat: (t: number) => fractionAsPercent(t),
          label: null,
        }),
        Plot.axisX(named, { tickSize: 0, tickFormat: String, label: null }),
        Plot.ruleX(years, {
          x: 'year',
          y1: 'adjustedRSquared',
          y2: 'rSquared',
          stroke: COLOUR.ink,
          strokeWidth: 1.2,
        }),
        Plot.dot(years, { x: 'year', y: 'rSquared', r: 3.6, fill: COLOUR.ink }),
        Plot.dot(years, {
          x: 'year',
          y: 'adjustedRSquared',
          r: 3.6,
          fill: COLOUR.paper,
          stroke: COLOUR.ink,
          strokeWidth: 1.3,
        }),
        valueAt('rSquared'),
        valueAt('adjustedRSquared'),
      ],
    };
  });
}

import * as Plot from '@observablehq/plot';
import { fractionAsPercent } from '../../format/numbers.ts';
import type { DrawdownHistogram } from '../../whatif/simulation/summary.ts';
import { chart, COLOUR, PAGE_WIDTH } from '../charts/plot.ts';
import type { Markup } from '../page/markup.ts';

interface Bin {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/** How often paths had a maximum drawdown of each size, in percent of all paths. */
export function drawdownHistogram(
  { width: step, counts }: DrawdownHistogram,
  marks: readonly { readonly label: string; readonly at: number }[],
): Markup {
  const total = counts.reduce((sum, c) => sum + c, 0);
  const bins = counts.map((c, i): Bin => ({
    from: 100 * step * i,
    to: 100 * step * (i + 1),
    share: (100 * c) / total,
  }));
  const lastUsed = bins.findLastIndex((b) => b.share > 0);
  const shown = bins.slice(0, lastUsed + 2);
  const description = `${marks.map((m) => `${m.label}: ${fractionAsPercent(m.at, 1)}`).join('; ')}.`;
  return chart(
    { id: 'drawdowns', title: 'Maximum drawdowns of the simulated paths', description },
    (width) => ({
      width,
      height: 220,
      marginTop: 26,
      marginBottom: 22,
      marginLeft: 36,
      marginRight: 16,
      x: { domain: [0, shown.at(-1)!.to], axis: null },
      y: { domain: [0, Math.max(...shown.map((b) => b.share))], axis: null },
      marks: [
        Plot.gridY({ ticks: 4, stroke: COLOUR.line, strokeOpacity: 1 }),
        Plot.axisY({ ticks: 4, tickSize: 0, label: null, tickFormat: (t: number) => `${t} %` }),
        Plot.axisX({
          ticks: width === PAGE_WIDTH ? 10 : 5,
          tickSize: 0,
          tickFormat: (t: number) => `${t} %`,
          label: null,
        }),
        Plot.rect(shown, {
          x1: 'from',
          x2: 'to',
          y1: () => 0,
          y2: 'share',
          fill: COLOUR.hostile,
          fillOpacity: 0.75,
          insetLeft: 0.5,
          insetRight: 0.5,
        }),
        ...marks.flatMap((m) => [
          Plot.ruleX([100 * m.at], { stroke: COLOUR.ink, strokeWidth: 1.2 }),
          Plot.text([m], {
            x: () => 100 * m.at,
            frameAnchor: 'top',
            dy: -14,
            text: () => `${m.label} ${fractionAsPercent(m.at, 0)}`,
            fill: COLOUR.ink,
          }),
        ]),
      ],
    }),
  );
}

import * as Plot from '@observablehq/plot';
import type { PayoffPoint } from '../../../../allocations/hedge/payoff.ts';
import { fractionAsPercent, signed } from '../../../format/numbers.ts';
import { rupeesInWords } from '../../../format/rupees.ts';
import type { Markup } from '../../page/markup.ts';
import { chart, COLOUR, PAGE_WIDTH } from '../../charts/plot.ts';

const CRORE = 1e7;
const LAKH = 1e5;

/** The lines of the chart and their style. */
const LINES = [
  { of: 'portfolio', name: 'Portfolio', stroke: COLOUR.muted, dash: '5,3', width: 1.5 },
  { of: 'hedge', name: 'Hedge', stroke: COLOUR.hostile, dash: '1.5,2.5', width: 1.8 },
  { of: 'net', name: 'Both', stroke: COLOUR.supportive, dash: null, width: 2.2 },
] as const;

/** Profit or loss of the portfolio, the hedge and both together, by the move of the Nifty. */
export function payoffChart(points: readonly PayoffPoint[], id: string): Markup {
  const most = Math.max(...points.flatMap((p) => LINES.map((l) => Math.abs(p[l.of]))));
  const unit = most >= CRORE ? { size: CRORE, name: '₹ crore' } : { size: LAKH, name: '₹ lakh' };
  const scaled = points.map((p) => ({
    move: p.move,
    portfolio: p.portfolio / unit.size,
    hedge: p.hedge / unit.size,
    net: p.net / unit.size,
  }));
  const figure = {
    id,
    title: 'Payoff of portfolio and hedge',
    description: points
      .filter((p) => Math.abs(p.move * 10) % 1 < 1e-9)
      .map(
        (p) =>
          `Nifty ${fractionAsPercent(p.move)}: portfolio ${rupeesInWords(p.portfolio)}, hedge ${rupeesInWords(p.hedge)}, both ${rupeesInWords(p.net)}`,
      )
      .join('; '),
  };
  const decimals = most / unit.size >= 10 ? 0 : 1;
  return chart(figure, (width) => {
    const roomy = width === PAGE_WIDTH;
    const place = (l: (typeof LINES)[number]) => ({ x: 'move', y: l.of }) as const;
    return {
      width,
      height: roomy ? 270 : 230,
      marginLeft: 44,
      marginRight: 66,
      marginTop: 20,
      marginBottom: 34,
      x: { domain: [points[0]!.move, points.at(-1)!.move], axis: null },
      y: { nice: true, axis: null },
      marks: [
        Plot.gridY({ ticks: 6, stroke: COLOUR.line, strokeOpacity: 1 }),
        Plot.axisY({
          ticks: 6,
          tickSize: 0,
          tickFormat: (v: number) => signed(v, decimals),
          label: unit.name,
          labelArrow: 'none',
        }),
        Plot.axisX({
          ticks: roomy ? 13 : 5,
          tickSize: 0,
          tickFormat: (v: number) => `${signed(100 * v, 0)} %`,
          label: 'Nifty return to expiry',
          labelAnchor: 'center',
          labelArrow: 'none',
        }),
        Plot.ruleY([0], { stroke: COLOUR.muted, strokeWidth: 0.9 }),
        Plot.ruleX([0], { stroke: COLOUR.muted, strokeWidth: 0.9 }),
        ...LINES.map((l) =>
          Plot.lineY(scaled, {
            ...place(l),
            stroke: l.stroke,
            strokeWidth: l.width,
            ...(l.dash && { strokeDasharray: l.dash }),
          }),
        ),
        Plot.text(apart(scaled.at(-1)!, most / unit.size), {
          x: 'move',
          y: 'y',
          text: 'name',
          textAnchor: 'start',
          dx: 6,
          fill: COLOUR.ink,
        }),
      ],
    };
  });
}

/** Names at the ends of the lines, moved apart where they would overlap. */
function apart(end: PayoffPoint, most: number): { move: number; y: number; name: string }[] {
  const room = 0.12 * most;
  const names = LINES.map((l) => ({ move: end.move, y: end[l.of], name: l.name })).sort((a, b) => a.y - b.y);
  for (let i = 1; i < names.length; i++) names[i]!.y = Math.max(names[i]!.y, names[i - 1]!.y + room);
  return names;
}

import * as Plot from '@observablehq/plot';
import { fractionAsPercent } from '../../format/numbers.ts';
import type { Markup } from '../page/markup.ts';
import { labelPlaces, type LabelPlace, type Position } from './label-places.ts';
import { chart, COLOUR, type Figure, PAGE_WIDTH } from '../charts/plot.ts';

/** Volatility and expected return of a portfolio or an asset, as fractions. */
export interface RiskReturn {
  readonly volatility: number;
  readonly expectedReturn: number;
}

export interface FrontierView {
  readonly frontier: readonly RiskReturn[];
  readonly assets: readonly (RiskReturn & { readonly name: string })[];
  readonly chosen: RiskReturn | null;
  /** From the risk-free rate through the tangency portfolio; null without a risk-free rate. */
  readonly capitalMarketLine: { readonly riskFree: number; readonly tangency: RiskReturn } | null;
}

/** With more assets than this, names would overlap and are not printed. */
const MOST_NAMED = 25;

/** Draws the efficient frontier as a line, the assets as dots and the selected or tangency portfolio as a ring. */
export function frontierChart(
  { frontier, assets, chosen, capitalMarketLine }: FrontierView,
  figure: Figure,
): Markup {
  const reach = Math.max(...[...frontier, ...assets].map((p) => p.volatility));
  const line = capitalMarketLine ? lineTo(capitalMarketLine, reach) : [];
  const tangency = capitalMarketLine ? [capitalMarketLine.tangency] : [];
  const all = [...frontier, ...assets, ...line, ...(chosen ? [chosen] : [])];
  const place = { x: 'volatility', y: 'expectedReturn' } as const;
  return chart(figure, (width) => ({
    width,
    ...frameOf(width),
    x: { domain: [0, Math.max(...all.map((p) => p.volatility))], nice: true, axis: null },
    y: { domain: spanOf(all.map((p) => p.expectedReturn)), nice: true, axis: null },
    marks: [
      Plot.gridX({ ticks: 5, stroke: COLOUR.line, strokeOpacity: 1 }),
      Plot.gridY({ ticks: 5, stroke: COLOUR.line, strokeOpacity: 1 }),
      Plot.axisX({
        ticks: 5,
        tickSize: 0,
        tickFormat: (v: number) => fractionAsPercent(v, 1),
        label: 'Volatility',
      }),
      Plot.axisY({
        ticks: 5,
        tickSize: 0,
        tickFormat: (v: number) => fractionAsPercent(v, 1),
        label: 'Expected return',
      }),
      Plot.line(line, { ...place, stroke: COLOUR.muted, strokeWidth: 1.4, strokeDasharray: '5 4' }),
      Plot.line(frontier, { ...place, stroke: COLOUR.supportive, strokeWidth: 2 }),
      Plot.dot(assets, { ...place, r: 3, fill: COLOUR.muted }),
      ...names(assets, chosen ? [chosen] : tangency, all, width),
      Plot.dot(chosen ? [chosen] : tangency, {
        ...place,
        r: 6,
        fill: COLOUR.paper,
        stroke: COLOUR.ink,
        strokeWidth: 1.8,
      }),
    ],
  }));
}

/** Size and margins of the chart at a width, in pixels. */
const frameOf = (width: number) => ({
  height: width === PAGE_WIDTH ? 380 : 300,
  marginTop: 20,
  marginBottom: 30,
  marginLeft: 48,
  marginRight: width === PAGE_WIDTH ? 70 : 30,
});

const START = { textAnchor: 'start', dx: 6 } as const;
const END = { textAnchor: 'end', dx: -6 } as const;
const OFFSETS: Readonly<Record<LabelPlace, Plot.TextOptions>> = {
  right: START,
  left: END,
  above: { textAnchor: 'middle', dy: -11 },
  below: { textAnchor: 'middle', dy: 11 },
  'upper-right': { ...START, dy: -12 },
  'lower-right': { ...START, dy: 12 },
  'upper-left': { ...END, dy: -12 },
  'lower-left': { ...END, dy: 12 },
};

/** Names of the assets, each on a side where it overlaps no other. */
function names(
  assets: FrontierView['assets'],
  rings: readonly RiskReturn[],
  all: readonly RiskReturn[],
  width: number,
): readonly Plot.Markish[] {
  if (assets.length > MOST_NAMED) return [];
  const { height, marginTop, marginBottom, marginLeft, marginRight } = frameOf(width);
  const [low, high] = spanOf(all.map((p) => p.expectedReturn));
  const widest = Math.max(...all.map((p) => p.volatility)) || 1;
  const positionOf = ({ volatility, expectedReturn }: RiskReturn): Position => ({
    x: marginLeft + (volatility / widest) * (width - marginLeft - marginRight),
    y: marginTop + ((high - expectedReturn) / (high - low)) * (height - marginTop - marginBottom),
  });
  const places = labelPlaces(assets.map(positionOf), rings.map(positionOf), width);
  return Object.entries(OFFSETS).map(([side, offset]) =>
    Plot.text(
      assets.filter((_, i) => places[i] === side),
      { x: 'volatility', y: 'expectedReturn', text: 'name', fill: COLOUR.ink, ...offset },
    ),
  );
}

/** The capital market line, to the largest volatility drawn but not far above what the frontier reaches. */
function lineTo(
  { riskFree, tangency }: NonNullable<FrontierView['capitalMarketLine']>,
  reach: number,
): RiskReturn[] {
  const slope = (tangency.expectedReturn - riskFree) / tangency.volatility;
  const end = Math.min(reach, 1.6 * tangency.volatility);
  return [
    { volatility: 0, expectedReturn: riskFree },
    { volatility: end, expectedReturn: riskFree + slope * end },
  ];
}

/** From the lowest to the highest value, including 0 and never of zero height. */
function spanOf(values: readonly number[]): [number, number] {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  return low < high ? [low, high] : [low - 0.01, high + 0.01];
}

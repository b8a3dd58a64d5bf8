import { grouped, NONE, percent } from '../../format/numbers.ts';
import { rupeesInWords } from '../../format/rupees.ts';
import { hedgeText, taxText } from '../decision/orders/orders-text.ts';
import { hedgedFigures, riskFigures } from '../decision/risk/risk-table.ts';
import type { ScenarioSideModel } from './page-model.ts';

/** A figure of what is held and of both sides of a comparison; a dash where it does not apply. */
export interface Consequence {
  readonly name: string;
  /** Whether the figure depends on prices, which a move of the Nifty leaves as they are. */
  readonly priced: boolean;
  readonly held: string;
  readonly before: string;
  readonly after: string;
}

/** The same for any number of sides. */
export interface SideConsequence extends Pick<Consequence, 'name' | 'priced' | 'held'> {
  /** One text per side. */
  readonly sides: readonly string[];
}

interface SideFigure {
  readonly name: string;
  readonly priced: boolean;
  readonly held: string | null;
  readonly text: string;
}

/** Value, trades, cost, tax, risk and hedge: held now, as it is, and as assumed. */
export const consequences = (before: ScenarioSideModel, after: ScenarioSideModel): Consequence[] =>
  consequencesOf([before, after]).map(({ sides, ...figure }) => ({
    ...figure,
    before: sides[0]!,
    after: sides[1]!,
  }));

/** Value, trades, cost, tax, risk and hedge: held now, and on each side. */
export function consequencesOf(sides: readonly ScenarioSideModel[]): SideConsequence[] {
  const figures = sides.map(figuresOf);
  const names = [...new Set(figures.flatMap((side) => side.map((f) => f.name)))];
  return names.map((name) => {
    const found = figures.map((side) => side.find((f) => f.name === name));
    return {
      name,
      priced: found.find((f) => f !== undefined)!.priced,
      held: found.find((f) => f?.held !== null && f !== undefined)?.held ?? NONE,
      sides: found.map((f) => f?.text ?? NONE),
    };
  });
}

/** One entry per figure; figures that are not available are omitted. */
function figuresOf({ allocation: a, orders, hedge }: ScenarioSideModel): SideFigure[] {
  const figure = (name: string, text: string): SideFigure => ({ name, priced: false, held: null, text });
  const priced = (name: string, text: string, held: string | null = null): SideFigure => ({
    name,
    priced: true,
    held,
    text,
  });
  return [
    ...(orders.kind === 'planned'
      ? [priced('Value of the portfolio', rupeesInWords(orders.value), rupeesInWords(orders.value))]
      : []),
    figure('Trades between positions', grouped(a.trades.length, 0)),
    figure('One-way turnover', percent(a.turnover)),
    ...(orders.kind === 'planned'
      ? [
          priced('Orders', grouped(orders.all.count, 0)),
          priced('Bought', rupeesInWords(orders.buys.amount)),
          priced('Sold', rupeesInWords(orders.sells.amount)),
          priced('Charges and impact', rupeesInWords(orders.all.paid + orders.all.impact)),
          priced('Tax', taxText(orders.tax)),
          priced('Break-even return', percent(orders.cost.breakEvenReturn, 2)),
        ]
      : []),
    ...riskFigures(a.risk).map(({ name, opening, final }) => ({
      name,
      priced: false,
      held: opening,
      text: final ?? NONE,
    })),
    ...hedgedFigures(hedge).map(({ name, opening, final }) => priced(name, final, opening)),
    priced('Hedge', hedgeText(hedge)),
  ];
}

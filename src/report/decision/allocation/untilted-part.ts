import type { ModelledRisk } from '../../../../allocations/allocation.ts';
import { POSITIONS } from '../../../../allocations/positions.ts';
import { grouped, NONE, percent, signed } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import { table } from '../../page/table.ts';
import type { AllocationFigures, UntiltedModel } from './untilted-model.ts';

interface Figure {
  readonly name: string;
  readonly of: (figures: AllocationFigures) => number | null;
  readonly decimals: number;
}

const modelled =
  (of: (risk: ModelledRisk) => number) =>
  ({ risk }: AllocationFigures): number | null =>
    risk.kind === 'modelled' ? of(risk) : null;

const FIGURES: readonly Figure[] = [
  { name: 'One-way turnover, %', of: (f) => f.turnover, decimals: 1 },
  { name: 'Trades', of: (f) => f.trades, decimals: 0 },
  { name: 'Soft limits relaxed', of: (f) => f.relaxed, decimals: 0 },
  { name: 'Volatility, % a year', of: modelled((r) => r.volatility), decimals: 1 },
  { name: 'Beta to the market', of: modelled((r) => r.beta), decimals: 2 },
  { name: 'Tracking error to the market, % a year', of: modelled((r) => r.trackingError), decimals: 1 },
];

/** The decision beside the bouquet without a tilt: weights, trades and forecast risk. */
export function untiltedPart({ chosen, untilted, tilt }: UntiltedModel): Markup {
  const weights = POSITIONS.filter((id) => chosen.weights[id] > 0 || untilted.weights[id] > 0).map(
    (id): Figure => ({ name: POSITION_NAMES[id], of: (f) => f.weights[id], decimals: 1 }),
  );
  const cell = (figure: Figure, of: AllocationFigures): string => {
    const value = figure.of(of);
    return value === null ? NONE : grouped(value, figure.decimals);
  };
  return html`<h3>Chosen weights and the untilted bouquet</h3>
    ${table<Figure>({
      label: 'Chosen weights and the untilted bouquet',
      rows: [...weights, ...FIGURES],
      look: 'long',
      columns: [
        { head: 'Percent of the portfolio', cell: (f) => f.name },
        { head: 'Chosen', kind: 'number', cell: (f) => cell(f, chosen) },
        { head: 'Untilted', kind: 'number', cell: (f) => cell(f, untilted) },
        {
          head: 'Difference',
          kind: 'number',
          cell: (f) => {
            const [a, b] = [f.of(chosen), f.of(untilted)];
            return a === null || b === null ? NONE : signed(a - b, f.decimals);
          },
        },
      ],
    })}
    <p class="quiet">
      Untilted: the bouquet with the same costs and limits, an information ratio of 0 and no views. The tilt
      is assumed to add ${percent(tilt.expectedReturn, 2)} a year at a tracking error of
      ${percent(tilt.trackingError, 2)} to the untilted bouquet. The return follows from the rule book’s
      information ratio; it is an assumption, not a forecast.
    </p>`;
}

import type { Risk, RiskChange } from '../../../allocations/allocation.ts';
import { grouped, NONE, percent } from '../format/numbers.ts';
import { html, type Markup } from '../markup.ts';
import { table } from './table.ts';

interface RiskFigure {
  readonly name: string;
  readonly of: (risk: Exclude<Risk, { kind: 'unavailable' }>) => string;
}

const HEADLINES: readonly RiskFigure[] = [
  { name: 'Volatility a year', of: (r) => percent(r.volatility) },
  { name: 'Beta to the Nifty 50', of: (r) => grouped(r.beta, 2) },
];
const FIGURES: readonly RiskFigure[] = [
  ...HEADLINES,
  { name: 'Daily returns behind it', of: (r) => (r.kind === 'estimated' ? grouped(r.returns, 0) : NONE) },
];

const figureOf = (risk: Risk, { of }: RiskFigure): string => (risk.kind === 'unavailable' ? NONE : of(risk));

/** `24.1 % → 18.0 %`; a figure that could not be had is a dash. */
export const riskPairs = ({
  before,
  after,
}: RiskChange): { readonly name: string; readonly text: string }[] =>
  HEADLINES.map((f) => ({ name: f.name, text: `${figureOf(before, f)} → ${figureOf(after, f)}` }));

/** Risk before and after, what it rests on, and why a figure is missing. */
export const riskTable = ({ before, after, basis }: RiskChange): Markup =>
  html`${table({
      label: 'Risk before and after',
      rows: FIGURES,
      columns: [
        { head: 'Figure', cell: (f) => f.name },
        { head: 'Before', kind: 'number', cell: (f) => figureOf(before, f) },
        { head: 'After', kind: 'number', cell: (f) => figureOf(after, f) },
      ],
    })}
    <p class="quiet">
      ${basis}${before.kind === 'unavailable' && ` Before: ${before.why}`}${after.kind === 'unavailable' && ` After: ${after.why}`}
    </p>`;

import type { ModelledRisk, Risk } from '../../../../allocations/allocation.ts';
import { grouped, NONE, percent } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { RiskChangeModel } from './risk-change.ts';
import { table } from '../../page/table.ts';

interface RiskFigure {
  readonly name: string;
  /** Null where the way that risk is measured does not give it. */
  readonly of: (risk: Exclude<Risk, { kind: 'unavailable' }>) => string | null;
}

const modelled = (text: (r: ModelledRisk) => string) => (risk: Exclude<Risk, { kind: 'unavailable' }>) =>
  risk.kind === 'modelled' ? text(risk) : null;

const HEADLINES: readonly RiskFigure[] = [
  { name: 'Volatility a year', of: (r) => percent(r.volatility) },
  { name: 'Beta to the Nifty 50', of: (r) => (r.kind === 'estimated' ? grouped(r.beta, 2) : null) },
  { name: 'Beta to the market', of: modelled((r) => grouped(r.beta, 2)) },
  { name: 'Tracking error a year', of: modelled((r) => percent(r.trackingError)) },
];
const FIGURES: readonly RiskFigure[] = [
  ...HEADLINES,
  { name: 'Volatility from factors', of: modelled((r) => percent(r.systematic)) },
  { name: 'Volatility of single shares', of: modelled((r) => percent(r.specific)) },
  { name: 'Daily returns behind it', of: (r) => (r.kind === 'estimated' ? grouped(r.returns, 0) : null) },
];

const textOf = (risk: Risk, { of }: RiskFigure): string | null =>
  risk.kind === 'unavailable' ? null : of(risk);

/** A figure before and after, those that neither side has left out. */
const told = (figures: readonly RiskFigure[], { before, after }: RiskChangeModel) =>
  figures
    .map((f) => ({ name: f.name, before: textOf(before, f), after: textOf(after, f) }))
    .filter((f) => f.before !== null || f.after !== null);

/** `24.1 % → 18.0 %`; a figure that could not be had is a dash. */
export function riskPairs(change: RiskChangeModel): { readonly name: string; readonly text: string }[] {
  const pairs = told(HEADLINES, change);
  return pairs.length === 0
    ? [{ name: 'Risk', text: 'not known' }]
    : pairs.map((f) => ({ name: f.name, text: `${f.before ?? NONE} → ${f.after ?? NONE}` }));
}

/** Risk before and after, what it rests on, and why a figure is missing. */
export function riskTable(change: RiskChangeModel): Markup {
  const { before, after, basis } = change;
  const rows = told(FIGURES, change);
  return html`${
      rows.length > 0 &&
      table({
        label: 'Risk before and after',
        rows,
        columns: [
          { head: 'Figure', cell: (f) => f.name },
          { head: 'Before', kind: 'number', cell: (f) => f.before ?? NONE },
          { head: 'After', kind: 'number', cell: (f) => f.after ?? NONE },
        ],
      })
    }
    <p class="quiet">
      ${basis}${before.kind === 'unavailable' && ` Before: ${before.why}`}${after.kind === 'unavailable' && ` After: ${after.why}`}
    </p>`;
}

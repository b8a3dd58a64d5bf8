import type { AllocationRisk, BenchmarkRisk, ModelledRisk } from '../../../../allocations/allocation.ts';
import { grouped, NO_BREAK, NONE, percent } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { HedgeModel } from '../hedge/hedge-model.ts';
import type { RiskChangeModel } from './risk-change-model.ts';
import { table } from '../../page/table.ts';

interface RiskFigure {
  readonly name: string;
  /** Pointer of the final figure in the decision, whose explanation it opens. */
  readonly pointer?: string;
  /** Null if the risk measurement does not provide the figure. */
  readonly of: (risk: Exclude<AllocationRisk, { kind: 'unavailable' }>) => string | null;
}

const modelled =
  (text: (r: ModelledRisk) => string) => (risk: Exclude<AllocationRisk, { kind: 'unavailable' }>) =>
    risk.kind === 'modelled' ? text(risk) : null;

/** A figure with its counterpart against the benchmark. */
function both(text: (r: ModelledRisk, benchmark: BenchmarkRisk) => string): RiskFigure['of'] {
  return (risk) => (risk.kind === 'modelled' && risk.benchmark ? text(risk, risk.benchmark) : null);
}

const FINAL = '/allocation/risk/final';

const HEADLINES: readonly RiskFigure[] = [
  { name: 'Volatility, annual', pointer: `${FINAL}/volatility`, of: (r) => percent(r.volatility) },
  {
    name: 'Beta to the Nifty 50',
    pointer: `${FINAL}/beta`,
    of: (r) =>
      r.kind === 'estimated' ? grouped(r.beta, 2) : r.benchmark ? grouped(r.benchmark.beta, 2) : null,
  },
  { name: 'Beta to the market', pointer: `${FINAL}/beta`, of: modelled((r) => grouped(r.beta, 2)) },
  {
    name: 'Tracking error to the Nifty 50',
    of: (r) => (r.benchmark ? percent(r.benchmark.trackingError) : null),
  },
  {
    name: 'Tracking error to the market',
    pointer: `${FINAL}/trackingError`,
    of: modelled((r) => percent(r.trackingError)),
  },
];
const FIGURES: readonly RiskFigure[] = [
  ...HEADLINES,
  { name: 'Systematic volatility (factors)', of: modelled((r) => percent(r.systematic)) },
  { name: 'Specific volatility (stocks)', of: modelled((r) => percent(r.specific)) },
  { name: 'Daily returns used', of: (r) => (r.kind === 'estimated' ? grouped(r.returns, 0) : null) },
];

const textOf = (risk: AllocationRisk, { of }: RiskFigure): string | null =>
  risk.kind === 'unavailable' ? null : of(risk);

/** Opening and final figures, without those that neither side has. */
const availableFigures = (figures: readonly RiskFigure[], { opening, final }: RiskChangeModel) =>
  figures
    .map((f) => ({
      name: f.name,
      pointer: f.pointer ?? null,
      opening: textOf(opening, f),
      final: textOf(final, f),
    }))
    .filter((f) => f.opening !== null || f.final !== null);

/** Volatility and beta with futures, opening and final; none where there are no futures. */
export function hedgedFigures(hedge: HedgeModel) {
  if (hedge.kind === 'unavailable' || !hedge.risk) return [];
  const { opening, final } = hedge.risk;
  return [
    {
      name: 'Volatility with futures',
      opening: opening && percent(opening.volatility),
      final: percent(final.volatility),
    },
    {
      name: 'Beta with futures',
      opening: opening && grouped(opening.beta, 2),
      final: grouped(final.beta, 2),
    },
  ];
}

/** The headline figures, opening and final; null where one is not available. */
export const riskFigures = (change: RiskChangeModel) => availableFigures(HEADLINES, change);

/** The figures of the front page: those against the Nifty 50 and against the market share a line, in that order. */
const FRONT_PAGE: readonly RiskFigure[] = [
  HEADLINES[0]!,
  ...HEADLINES.slice(1).map(({ of, ...named }): RiskFigure => ({
    ...named,
    // Both are known: they share a line instead.
    of: (r) => (r.kind === 'modelled' && r.benchmark ? null : of(r)),
  })),
  {
    name: 'Beta to Nifty 50, market',
    pointer: `${FINAL}/beta`,
    of: both((r, b) => `${grouped(b.beta, 2)},${NO_BREAK}${grouped(r.beta, 2)}`),
  },
  {
    name: 'Tracking error to Nifty 50, market',
    pointer: `${FINAL}/trackingError`,
    of: both((r, b) => `${grouped(b.trackingError, 1)},${NO_BREAK}${percent(r.trackingError)}`),
  },
];

/** `24.1 % → 18.0 %`; a dash for a figure that is not available. */
export function riskPairs(
  change: RiskChangeModel,
  hedge: HedgeModel,
): { readonly name: string; readonly pointer: string | null; readonly text: string }[] {
  const pairs = availableFigures(FRONT_PAGE, change);
  if (pairs.length === 0) return [{ name: 'Risk', pointer: null, text: 'not available' }];
  const [volatility, beta] = hedgedFigures(hedge);
  const withFutures = volatility &&
    beta && {
      name: 'With futures',
      pointer: '/hedge/risk/final/volatility',
      opening: volatility.opening && `${volatility.opening}, β ${beta.opening}`,
      final: `${volatility.final}, β ${beta.final}`,
    };
  return [...pairs, ...(withFutures ? [withFutures] : [])].map((f) => ({
    name: f.name,
    pointer: f.pointer,
    text: `${f.opening ?? NONE} → ${f.final ?? NONE}`,
  }));
}

/** Opening and final risk with the data behind it, and the reason if a figure is missing. */
export function riskTable(change: RiskChangeModel, hedge: HedgeModel): Markup {
  const { opening, final, basis } = change;
  const rows = [...availableFigures(FIGURES, change), ...hedgedFigures(hedge)];
  return html`${
      rows.length > 0 &&
      table({
        label: 'Risk of the opening and final portfolios',
        rows,
        columns: [
          { head: 'Figure', cell: (f) => f.name },
          { head: 'Opening', kind: 'number', cell: (f) => f.opening ?? NONE },
          { head: 'Final', kind: 'number', cell: (f) => f.final ?? NONE },
        ],
      })
    }
    <p class="quiet">
      ${basis}${benchmarkText(final)}${opening.kind === 'unavailable' && ` Opening: ${opening.reason}`}${final.kind === 'unavailable' && ` Final: ${final.reason}`}
    </p>`;
}

/** How the figures against the benchmark were estimated. */
function benchmarkText(risk: AllocationRisk): string {
  const benchmark = risk.kind === 'modelled' ? risk.benchmark : undefined;
  if (!benchmark) return '';
  return ` The ${benchmark.index}${benchmark.field === 'tri' ? ' with dividends' : ', without dividends,'} enters by the regression of ${grouped(benchmark.returns ?? 0, 0)} of its daily returns on the factor returns (R² ${grouped(benchmark.rSquared ?? 0, 2)}), its residual as independent of the portfolio’s.`;
}

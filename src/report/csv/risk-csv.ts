import type { AllocationRisk, RiskComparison } from '../../../allocations/allocation.ts';
import type { HedgedRisk, MonthlyHedge } from '../../../allocations/hedge/result.ts';
import { toCsv } from './csv.ts';

/** decision.json has all digits. */
const DECIMALS = 6;

type Figures = Readonly<Record<string, number | null>>;

/**
 * Risk before and after as CSV: volatilities and tracking errors in percent a year, betas as they are; empty where a figure is
 * not available. `market` is INEC-1's market portfolio, or the Nifty 50 where weights are by index returns; the last rows
 * are those of the portfolio with its futures.
 */
export function riskCsv(
  { opening, final }: RiskComparison,
  hedge: MonthlyHedge,
  constants: Readonly<Record<string, string>> = {},
): string {
  const [before, after] = [figuresOf(opening), figuresOf(final)];
  const rounded = (x: number | null | undefined): number | null =>
    x === null || x === undefined ? null : Number(x.toFixed(DECIMALS));
  const hedged = hedge.kind === 'unavailable' ? undefined : hedge.risk;
  return toCsv(
    ['figure', 'opening', 'final'],
    [
      ...FIGURES.map((name) => [name, rounded(before[name]), rounded(after[name])]),
      ...(hedged
        ? HEDGED.map(([name, of]) => [
            name,
            rounded(hedged.opening && of(hedged.opening)),
            rounded(of(hedged.final)),
          ])
        : []),
    ],
    constants,
  );
}

const FIGURES = [
  'volatility',
  'systematic_volatility',
  'specific_volatility',
  'market_volatility',
  'beta_to_market',
  'tracking_error_to_market',
  'beta_to_benchmark',
  'tracking_error_to_benchmark',
];

const HEDGED: readonly [string, (risk: HedgedRisk['final']) => number][] = [
  ['volatility_with_futures', (r) => r.volatility],
  ['beta_with_futures', (r) => r.beta],
  ['futures_exposure', (r) => r.futures],
];

function figuresOf(risk: AllocationRisk): Figures {
  if (risk.kind === 'unavailable') return {};
  const { volatility, beta, marketVolatility = null, benchmark } = risk;
  return {
    volatility,
    market_volatility: marketVolatility,
    beta_to_market: beta,
    beta_to_benchmark: benchmark?.beta ?? null,
    tracking_error_to_benchmark: benchmark?.trackingError ?? null,
    ...(risk.kind === 'modelled' && {
      systematic_volatility: risk.systematic,
      specific_volatility: risk.specific,
      tracking_error_to_market: risk.trackingError,
    }),
  };
}

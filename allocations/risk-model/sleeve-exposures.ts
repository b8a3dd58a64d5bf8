import { FACTOR_COUNT } from '../../src/risk/factors.ts';
import type { Holding } from '../../src/risk/portfolio/portfolio-risk.ts';
import { addExposures, isCovered, type RiskSnapshot } from '../../src/risk/snapshot.ts';
import { EQUITY, type EquityId, type SleeveId } from '../positions.ts';
import type { StockSnapshot } from '../stocks/stock-snapshot.ts';
import { plainPercent } from '../../src/format/words.ts';
import { ROUNDING } from './tolerance.ts';
import { modelHoldings, type SleeveHoldings } from './sleeve-holdings.ts';

/** A sleeve of stocks with its INEC-1 exposures. */
export interface MeasuredSleeve<Id extends EquityId = SleeveId> {
  readonly kind: 'measured';
  readonly id: Id;
  /** Stocks that the store knows; weights sum to 1, or to less where it does not know all of them. */
  readonly holdings: readonly Holding[];
  /** Weight of the stocks that the model covers, as a fraction of the sleeve. */
  readonly coverage: number;
  /** The covered stocks, scaled up to 1: they represent the whole sleeve wherever risk is measured. */
  readonly covered: readonly Holding[];
  /** [39] Exposures of `covered`. */
  readonly exposures: Float64Array;
}

/** A measured sleeve, or the reason why the model cannot measure it. */
export type SleeveMeasurement =
  MeasuredSleeve<EquityId> | { readonly kind: 'unmeasured'; readonly id: EquityId; readonly reason: string };

/** Below this coverage the covered stocks do not represent a sleeve (our choice). */
const MIN_COVERAGE = 0.5;

/** Measures each sleeve, in display order: its model portfolio by default, or the given holdings. */
export const measureSleeves = (
  stocks: StockSnapshot,
  holdings: SleeveHoldings = modelHoldings(stocks),
): SleeveMeasurement[] => EQUITY.map((id) => measure(id, holdings[id], stocks.riskModel));

function measure(id: EquityId, holdings: readonly Holding[], snapshot: RiskSnapshot): SleeveMeasurement {
  if (holdings.length === 0)
    return {
      kind: 'unmeasured',
      id,
      reason: 'The sleeve has no constituents: none of its reviews could be completed.',
    };
  const known = holdings.filter((h) => isCovered(snapshot, h.issuer));
  const weight = known.reduce((sum, h) => sum + h.weight, 0);
  const coverage = Math.abs(weight - 1) < ROUNDING ? 1 : weight;
  if (coverage < MIN_COVERAGE) {
    const reason = `INEC-1 covers only ${plainPercent(coverage)} of the sleeve by weight, below the minimum of ${plainPercent(MIN_COVERAGE)}.`;
    return { kind: 'unmeasured', id, reason };
  }
  const covered = known.map(({ issuer, weight }) => ({ issuer, weight: weight / coverage }));
  return {
    kind: 'measured',
    id,
    holdings,
    coverage,
    covered,
    exposures: holdingExposures(snapshot, covered),
  };
}

/** [39] Σ weight × exposure. */
export function holdingExposures(snapshot: RiskSnapshot, holdings: readonly Holding[]): Float64Array {
  const exposures = new Float64Array(FACTOR_COUNT);
  for (const { issuer, weight } of holdings) addExposures(snapshot, issuer, weight, exposures);
  return exposures;
}

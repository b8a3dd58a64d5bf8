import { FACTOR_COUNT } from '../../src/risk/factors.ts';
import type { Holding } from '../../src/risk/portfolio/portfolio-risk.ts';
import { addExposures, isCovered, type RiskSnapshot } from '../../src/risk/snapshot.ts';
import { SLEEVES, type SleeveId } from '../positions.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import { percent } from '../../src/format/words.ts';
import { ROUNDING } from './minimum-trade.ts';
import { modelHoldings, type SleeveHoldings } from './sleeve-holdings.ts';

/** A sleeve of shares that INEC-1 can speak of. */
export interface MeasuredSleeve {
  readonly kind: 'measured';
  readonly id: SleeveId;
  /** All of it that is known; weights sum to 1, or to less where some is not known. */
  readonly holdings: readonly Holding[];
  /** The weight of what the model covers. */
  readonly coverage: number;
  /** What the model covers, scaled up to 1: it stands for the rest wherever risk is measured. */
  readonly covered: readonly Holding[];
  /** [39], of `covered`. */
  readonly exposures: Float64Array;
}

/** Measured, or why it cannot be held by the model. */
export type Measured =
  MeasuredSleeve | { readonly kind: 'unmeasured'; readonly id: SleeveId; readonly why: string };

/** Below this the rest of a sleeve does not stand for it (our choice). */
const LEAST_COVERAGE = 0.5;

/** Each sleeve by the model, in reading order: as it is defined, or as it is held. */
export const measureSleeves = (
  basis: StockBasis,
  holdings: SleeveHoldings = modelHoldings(basis),
): Measured[] => SLEEVES.map((id) => measure(id, holdings[id], basis.snapshot));

function measure(id: SleeveId, holdings: readonly Holding[], snapshot: RiskSnapshot): Measured {
  if (holdings.length === 0)
    return { kind: 'unmeasured', id, why: 'It has no shares yet: no review of it was feasible.' };
  const known = holdings.filter((h) => isCovered(snapshot, h.issuer));
  const weight = known.reduce((sum, h) => sum + h.weight, 0);
  const coverage = Math.abs(weight - 1) < ROUNDING ? 1 : weight;
  if (coverage < LEAST_COVERAGE) {
    const why = `INEC-1 covers ${percent(coverage)} of its shares, too little to speak of it.`;
    return { kind: 'unmeasured', id, why };
  }
  const covered = known.map(({ issuer, weight }) => ({ issuer, weight: weight / coverage }));
  return { kind: 'measured', id, holdings, coverage, covered, exposures: exposuresOf(snapshot, covered) };
}

/** [39]: Σ weight × exposure. */
export function exposuresOf(snapshot: RiskSnapshot, holdings: readonly Holding[]): Float64Array {
  const exposures = new Float64Array(FACTOR_COUNT);
  for (const { issuer, weight } of holdings) addExposures(snapshot, issuer, weight, exposures);
  return exposures;
}

import { finiteRow } from '../../math/linear-algebra/finite-row.ts';
import { groupedWls, wlsWorkspace } from '../../math/regression/structured-wls.ts';
import { INDUSTRY_COUNT, STYLE_COUNT } from '../factors.ts';
import type { CrossSection } from '../regression/regression.ts';

/**
 * Specific volatility as its exposures have it: σ = E₀·exp(a_industry + x′b), for stocks whose own history is too
 * short or too wild (USE4 §6). E₀ corrects for the mean of an exponential not being that of its exponent.
 */
export interface StructuralModel {
  readonly scale: number;
  readonly slopes: Float64Array;
  /** a; an industry without a stock in the fit has the mean of the others. */
  readonly intercepts: Float64Array;
}

/**
 * Fits ln σ on the exposures over the estimation universe, weights γ√cap. USE4 takes the stocks with γ = 1 only; with
 * γ as a weight the fit exists as soon as any stock has a history of its own, and rests on the same stocks later
 * (our choice). Null where too few have.
 */
export function fitStructure(
  volatility: Float64Array,
  trust: Float64Array,
  section: CrossSection,
): StructuralModel | null {
  const { styles, industry, marketCap, inEstimation } = section;
  const response = new Float64Array(volatility.length);
  const weight = new Float64Array(volatility.length);
  for (let i = 0; i < weight.length; i++) {
    const sized = trust[i]! > 0 && volatility[i]! > 0 && marketCap[i]! > 0;
    if (!sized || inEstimation[i] !== 1 || !finiteRow(styles, i)) continue;
    response[i] = Math.log(volatility[i]!);
    weight[i] = trust[i]! * Math.sqrt(marketCap[i]!);
  }
  const fit = groupedWls(wlsWorkspace(INDUSTRY_COUNT), {
    response,
    covariates: styles,
    group: industry,
    weight,
  });
  if (fit.means.observations <= fit.parameters) return null;
  const known = fit.intercepts.filter((a) => !Number.isNaN(a));
  const mean = known.reduce((sum, a) => sum + a, 0) / known.length;
  const model: StructuralModel = {
    scale: 1,
    slopes: fit.slopes.map((b) => (Number.isNaN(b) ? 0 : b)),
    intercepts: fit.intercepts.map((a) => (Number.isNaN(a) ? mean : a)),
  };
  let observed = 0;
  let fitted = 0;
  for (let i = 0; i < weight.length; i++) {
    if (weight[i] === 0) continue;
    const count = trust[i]! * marketCap[i]!;
    observed += (count * volatility[i]!) / structuralVolatility(model, section, i);
    fitted += count;
  }
  return { ...model, scale: observed / fitted };
}

/** NaN where an exposure is missing. */
export function structuralVolatility(
  { scale, slopes, intercepts }: StructuralModel,
  { styles, industry }: CrossSection,
  issuer: number,
): number {
  let exponent = intercepts[industry[issuer]!]!;
  for (let k = 0; k < STYLE_COUNT; k++) exponent += slopes[k]! * styles[issuer * STYLE_COUNT + k]!;
  return scale * Math.exp(exponent);
}

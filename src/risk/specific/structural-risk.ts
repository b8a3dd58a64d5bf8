import { finiteRow } from '../../math/linear-algebra/finite-row.ts';
import { groupedWls, wlsWorkspace } from '../../math/regression/structured-wls.ts';
import { INDUSTRY_COUNT, STYLE_COUNT } from '../factors.ts';
import type { CrossSection } from '../regression/cross-section.ts';

/**
 * Structural model of specific volatility, σ = E₀·exp(a_industry + x′b), for stocks whose own history is too short or
 * too fat-tailed: stocks with similar exposures have similar specific risk (USE4 §6). E₀ corrects the bias of
 * exponentiating a fitted logarithm.
 */
export interface StructuralModel {
  readonly scale: number;
  /** [12] b. */
  readonly slopes: Float64Array;
  /** [26] a; an industry without stocks in the fit gets the mean of the others. */
  readonly intercepts: Float64Array;
}

/**
 * Regresses ln σ on exposures over the estimation universe, with weights γ√cap. USE4 uses only stocks with γ = 1;
 * with γ as a weight the fit exists as soon as some stocks have a history, and later depends on the same stocks (our
 * choice).
 *
 * @param volatility [N] from each stock's own history. @param blending [N] γ.
 * @returns null if too few stocks have a history.
 */
export function fitStructuralModel(
  volatility: Float64Array,
  blending: Float64Array,
  section: CrossSection,
): StructuralModel | null {
  const { styles, industry, marketCap, inEstimation } = section;
  const response = new Float64Array(volatility.length);
  const weight = new Float64Array(volatility.length);
  for (let i = 0; i < weight.length; i++) {
    const sized = blending[i]! > 0 && volatility[i]! > 0 && marketCap[i]! > 0;
    if (!sized || inEstimation[i] !== 1 || !finiteRow(styles, i)) continue;
    response[i] = Math.log(volatility[i]!);
    weight[i] = blending[i]! * Math.sqrt(marketCap[i]!);
  }
  const fit = groupedWls(workspace, {
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
    const count = blending[i]! * marketCap[i]!;
    observed += (count * volatility[i]!) / structuralVolatility(model, section, i);
    fitted += count;
  }
  return { ...model, scale: observed / fitted };
}

/** Scratch memory of the fits, which carries no state. */
const workspace = wlsWorkspace(INDUSTRY_COUNT);

/** The structural model's daily specific volatility of an issuer; NaN if an exposure is missing. */
export function structuralVolatility(
  { scale, slopes, intercepts }: StructuralModel,
  { styles, industry }: CrossSection,
  issuer: number,
): number {
  let exponent = intercepts[industry[issuer]!]!;
  for (let k = 0; k < STYLE_COUNT; k++) exponent += slopes[k]! * styles[issuer * STYLE_COUNT + k]!;
  return scale * Math.exp(exponent);
}

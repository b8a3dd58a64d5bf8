import type { Regime } from '../../regimes/regime.ts';
import type { AsOfView } from '../../src/market/as-of.ts';
import { sessionsOf } from '../../src/market/calendar/calendar.ts';
import type { Problem } from '../../src/market/problem.ts';
import type { SleeveAllocation, StrategicAllocation } from '../allocation.ts';
import { bandedWeights } from './banded-weights.ts';
import { type ProxyLookup, findProxyIndex } from './proxy-index.ts';
import type { AllocationRules } from '../rules.ts';
import { type Fallback, fallbackOf, fallbackWarning } from '../bouquet/fallback.ts';
import { type HeldBouquet, redistribute } from '../bouquet/redistribute.ts';
import { type PositionId, SLEEVES, type SleeveId } from '../positions.ts';
import { indexWarnings } from './warnings.ts';
import { strategicLines } from '../bouquet/strategic.ts';
import { targetWeights } from '../bouquet/target-weights.ts';

/** The target weights of a regime at a view, before trading. */
export interface InverseVolatilityTarget {
  readonly sleeves: readonly SleeveAllocation[];
  readonly strategic: readonly StrategicAllocation[];
  /** Null where the sleeves take all of the bouquet. */
  readonly fallback: Fallback | null;
  readonly weights: Readonly<Record<PositionId, number>>;
  /** The proxy index of each sleeve, or the reason why it has none. */
  readonly proxies: ReadonlyMap<SleeveId, ProxyLookup>;
  readonly problems: readonly Problem[];
}

/**
 * The bouquet of a regime over the sleeves that have a proxy index, scaled by inverse volatility within the bands, plus
 * the strategic holdings. Null if no sleeve of the bouquet has a proxy index.
 */
export function inverseVolatilityTarget(
  view: AsOfView,
  regime: Regime,
  rules: AllocationRules,
): InverseVolatilityTarget | null {
  const sessions = sessionsOf(view);
  const proxies = new Map(
    SLEEVES.map((id) => [id, findProxyIndex(view, sessions, rules.instruments[id], rules.volatility)]),
  );
  const bouquet = rules.bouquets[regime];
  const held = redistribute(bouquet, rules.bands, (id) => proxies.get(id)!.kind === 'found');
  if (held === null) return null;

  const sleeves = weightSleeves(proxies, bouquet, held, rules);
  const strategic = strategicLines(rules.strategic[regime]);
  const fallback = fallbackOf(rules.fallback[regime], rules.factorShare, held.residual);
  return {
    sleeves,
    strategic,
    fallback,
    weights: targetWeights(sleeves, strategic, fallback),
    proxies,
    problems: [...indexWarnings(sleeves, proxies, rules.instruments), ...fallbackWarning(fallback, regime)],
  };
}

function weightSleeves(
  proxies: ReadonlyMap<SleeveId, ProxyLookup>,
  bouquet: Readonly<Record<SleeveId, number>>,
  { base, bands, residual }: HeldBouquet,
  { factorShare }: AllocationRules,
): SleeveAllocation[] {
  const lines = SLEEVES.map((id): SleeveAllocation => {
    const index = proxies.get(id)!;
    const isHeld = index.kind === 'found';
    return {
      id,
      instrument: isHeld ? index.instrument : null,
      bouquet: factorShare * bouquet[id],
      base: factorShare * base[id],
      band: { low: factorShare * bands[id].low, high: factorShare * bands[id].high },
      volatility: isHeld ? index.volatility : null,
      target: 0,
      atBound: null,
    };
  });
  const held = lines.filter((line) => line.volatility !== null);
  const weights = bandedWeights(
    held.map(({ base, band, volatility }) => ({ base, volatility: volatility!, ...band })),
    factorShare * (1 - residual),
  );
  return lines.map((line) => {
    const index = held.indexOf(line);
    return index < 0 ? line : { ...line, target: weights[index]!.weight, atBound: weights[index]!.atBound };
  });
}

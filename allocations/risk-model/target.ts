import type { Regime } from '../../regimes/regime.ts';
import type { SleeveLine, StrategicLine } from '../allocation.ts';
import type { AllocationRules } from '../rules.ts';
import { shareOut } from '../bouquet/redistribute.ts';
import { type PositionId, SLEEVES, type SleeveId } from '../positions.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import { strategicHoldings, strategicLines } from '../bouquet/strategic.ts';
import { refuseClash } from './infeasible.ts';
import { BANDS } from './constraints.ts';
import { type Measured, measureSleeves } from './sleeve-exposures.ts';
import type { Room } from './relax-constraints.ts';
import { type SleeveProgramme, sleeveProgramme } from './objective.ts';
import { type Weighed, weigh } from './optimise.ts';

/** What a regime wants held by INEC-1, before any trading. */
export interface ModelTarget {
  readonly lines: readonly SleeveLine[];
  readonly strategic: readonly StrategicLine[];
  readonly weights: Readonly<Record<PositionId, number>>;
  readonly measured: readonly Measured[];
  readonly programme: SleeveProgramme;
  readonly found: Extract<Weighed, { kind: 'weighed' }>;
}

/**
 * The regime's bouquet over the sleeves that hold shares, moved inside its bands to the best weights by the model, as if
 * trading were free. Null where no sleeve that the bouquet holds has shares.
 *
 * @throws UserError where bands and the cap on single shares leave no weights.
 */
export async function modelTarget(
  basis: StockBasis,
  regime: Regime,
  rules: AllocationRules,
): Promise<ModelTarget | null> {
  const measured = measureSleeves(basis);
  const sleeves = measured.filter((m) => m.kind === 'measured');
  const held = new Map(sleeves.map((s) => [s.id, s]));
  const { factorShare, bands, bouquets, model } = rules;
  const base = shareOut(bouquets[regime], (id) => held.has(id));
  if (base === null) return null;

  const low = (id: SleeveId): number => factorShare * Math.max(0, base[id] - bands[id]);
  const high = (id: SleeveId): number => factorShare * Math.min(1, base[id] + bands[id]);
  const programme = sleeveProgramme({
    regime,
    rules: model,
    basis,
    sleeves,
    low: Float64Array.from(sleeves, (s) => low(s.id)),
    high: Float64Array.from(sleeves, (s) => high(s.id)),
  });
  const found = await weigh(programme, { total: factorShare, room: roomOf(rules, 1), trade: null });
  if (found.kind === 'clash') throw refuseClash(found.limits, regime);

  const lines = SLEEVES.map((id): SleeveLine => {
    const i = sleeves.findIndex((s) => s.id === id);
    const common = { id, bouquet: factorShare * bouquets[regime][id], base: factorShare * base[id] };
    if (i < 0) {
      const nothing = {
        instrument: null,
        band: { low: 0, high: 0 },
        volatility: null,
        target: 0,
        boundBy: null,
      };
      return { ...common, ...nothing };
    }
    return {
      ...common,
      instrument: { kind: 'shares', names: sleeves[i]!.holdings.length },
      band: { low: low(id), high: high(id) },
      volatility: programme.scores[i]!.volatility,
      target: found.weights[i]!,
      boundBy: boundBy(found, id),
    };
  });
  const strategic = strategicLines(rules.strategic[regime]);
  const weights = {
    ...(Object.fromEntries(lines.map((line) => [line.id, line.target])) as Record<SleeveId, number>),
    ...strategicHoldings(strategic),
  };
  return { lines, strategic, weights, measured, programme, found };
}

/** The limits that may give way, as the rule book has them. */
export const roomOf = ({ model }: AllocationRules, turnover: number): Room => ({
  turnover,
  industry: model.industryLimit,
  beta: 0,
});

function boundBy({ solution }: ModelTarget['found'], id: SleeveId): 'low' | 'high' | null {
  const at = solution.binding.find((b) => b.limit === BANDS && b.assets.includes(id));
  return at ? (at.end === 'lower' ? 'low' : 'high') : null;
}

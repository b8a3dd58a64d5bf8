import type { Regime } from '../../regimes/regime.ts';
import type { AsOfView } from '../../src/market/as-of.ts';
import { sessionsOf } from '../../src/market/calendar/calendar.ts';
import type { Problem } from '../../src/market/problem.ts';
import type { SleeveLine, StrategicLine } from '../allocation.ts';
import { insideBands } from './banded-weights.ts';
import { type Found, findInstrument } from './proxy-index.ts';
import type { AllocationRules } from '../rules.ts';
import { shareOut } from '../bouquet/redistribute.ts';
import { type PositionId, SLEEVES, type SleeveId } from '../positions.ts';
import { sleeveProblems } from './warnings.ts';
import { strategicHoldings, strategicLines } from '../bouquet/strategic.ts';

/** What a regime wants held at a view, before any trading. */
export interface Target {
  readonly sleeves: readonly SleeveLine[];
  readonly strategic: readonly StrategicLine[];
  readonly weights: Readonly<Record<PositionId, number>>;
  /** The index of each sleeve, or why it has none. */
  readonly found: ReadonlyMap<SleeveId, Found>;
  readonly problems: readonly Problem[];
}

/**
 * The bouquet of a regime over the sleeves that have an index, scaled by inverse volatility inside the bands, and the
 * strategic part. Null where no sleeve that the bouquet holds has an index.
 */
export function targetFor(view: AsOfView, regime: Regime, rules: AllocationRules): Target | null {
  const sessions = sessionsOf(view);
  const found = new Map(
    SLEEVES.map((id) => [id, findInstrument(view, sessions, rules.instruments[id], rules.volatility)]),
  );
  const bouquet = rules.bouquets[regime];
  const base = shareOut(bouquet, (id) => found.get(id)!.kind === 'found');
  if (base === null) return null;

  const sleeves = weighSleeves(found, bouquet, base, rules);
  const strategic = strategicLines(rules.strategic[regime]);
  const weights = {
    ...(Object.fromEntries(sleeves.map((line) => [line.id, line.target])) as Record<SleeveId, number>),
    ...strategicHoldings(strategic),
  };
  return { sleeves, strategic, weights, found, problems: sleeveProblems(sleeves, found) };
}

function weighSleeves(
  found: ReadonlyMap<SleeveId, Found>,
  bouquet: Readonly<Record<SleeveId, number>>,
  base: Readonly<Record<SleeveId, number>>,
  { factorShare, bands }: AllocationRules,
): SleeveLine[] {
  const lines = SLEEVES.map((id): SleeveLine => {
    const index = found.get(id)!;
    const held = index.kind === 'found';
    const width = held ? bands[id] : 0;
    return {
      id,
      instrument: held ? index.instrument : null,
      bouquet: factorShare * bouquet[id],
      base: factorShare * base[id],
      band: {
        low: factorShare * Math.max(0, base[id] - width),
        high: factorShare * Math.min(1, base[id] + width),
      },
      volatility: held ? index.volatility : null,
      target: 0,
      boundBy: null,
    };
  });
  const held = lines.filter((line) => line.volatility !== null);
  const weighed = insideBands(
    held.map(({ base, band, volatility }) => ({ base, volatility: volatility!, ...band })),
    factorShare,
  );
  return lines.map((line) => {
    const place = held.indexOf(line);
    return place < 0 ? line : { ...line, target: weighed[place]!.weight, boundBy: weighed[place]!.boundBy };
  });
}

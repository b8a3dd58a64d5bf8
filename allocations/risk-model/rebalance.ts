import { whereKnown } from '../costs/in-force-or.ts';
import type { CostRules } from '../cost-rules.ts';
import type { Held } from '../opening-holdings.ts';
import type { AllocationRules } from '../rules.ts';
import {
  type PositionId,
  POSITIONS,
  SLEEVES,
  type SleeveId,
  STRATEGIC,
  type StrategicId,
} from '../positions.ts';
import { refuseClash } from './infeasible.ts';
import { leavingSleeves } from './residual-cash.ts';
import type { FromHeld } from './constraints.ts';
import { type ModelTarget, roomOf } from './target.ts';
import { mismatch } from './stock-turnover.ts';
import { isSmall, reachingToHeld, ROUNDING, withoutSmallTrades } from './minimum-trade.ts';
import { type TradeRates, tradeRates } from './trading-costs.ts';
import { type Weighed, weigh } from './optimise.ts';

/** Where trading from what is held ends. */
export interface Traded {
  readonly kind: 'traded';
  readonly after: Readonly<Record<PositionId, number>>;
  /** `after` less what was held, in `POSITIONS` order. */
  readonly changes: readonly number[];
  readonly turnover: number;
  readonly found: Extract<Weighed, { kind: 'weighed' }>;
  /** Positions that stay as held because their trade would be too small, and those because it would not pay. */
  readonly tooSmall: readonly PositionId[];
  readonly notWorthIt: readonly PositionId[];
  /** Why trading was not costed; null where it was. */
  readonly costUnknown: string | null;
}

export interface TradeRequest {
  readonly held: Held;
  readonly rules: AllocationRules;
  readonly costs: CostRules;
  readonly turnoverLimit: number;
}

/**
 * The best weights from what is held, trades costed and limited: a sleeve moves only if that gains more than it costs. A
 * strategic holding whose trade would be below the smallest stays as it is, and the sleeves share out what that leaves;
 * so does a sleeve, unless a limit needs even so small a trade.
 *
 * @throws UserError where limits that never give way clash.
 */
export async function tradeTo(target: ModelTarget, request: TradeRequest): Promise<Traded> {
  const { held, rules } = request;
  const wanted = (id: StrategicId): number => target.weights[id];
  const unlessSmall = (id: StrategicId): number => {
    const from = held.drifted[id] ?? 0;
    return isSmall(wanted(id) - from, rules.trading.minimumTrade) ? from : wanted(id);
  };
  const traded = await tradeWith(target, request, unlessSmall);
  if (traded.kind === 'traded') {
    const settled = hasSmallTrade(traded, rules) ? leavingSleeves(target, request, unlessSmall) : null;
    const calmer = settled && (await tradeWith(target, request, settled));
    return calmer?.kind === 'traded' && !hasSmallTrade(calmer, rules) ? calmer : traded;
  }
  // Bands may be too narrow to share out anything but the bouquet's own total.
  const exact = await tradeWith(target, request, wanted);
  if (exact.kind === 'traded') return exact;
  throw refuseClash(exact.limits, target.programme.regime);
}

const hasSmallTrade = ({ changes }: Traded, { trading }: AllocationRules): boolean =>
  POSITIONS.some(
    (id, i) =>
      SLEEVES.some((s) => s === id) && changes[i] !== 0 && isSmall(changes[i]!, trading.minimumTrade),
  );

async function tradeWith(
  target: ModelTarget,
  request: TradeRequest,
  strategic: (id: StrategicId) => number,
): Promise<Traded | Extract<Weighed, { kind: 'clash' }>> {
  const { held, rules, costs, turnoverLimit } = request;
  const { minimumTrade } = rules.trading;
  const heldOf = (id: PositionId): number => held.drifted[id] ?? 0;
  const ids: readonly SleeveId[] = target.programme.sleeves.map((s) => s.id);
  const from = Float64Array.from(ids, heldOf);
  const programme = reachingToHeld(target.programme, from, minimumTrade);
  const settled = new Map<PositionId, number>([
    ...SLEEVES.filter((id) => !ids.includes(id)).map((id) => [id, 0] as const),
    ...STRATEGIC.map((id) => [id, strategic(id)] as const),
  ]);
  const { rates, costUnknown } = ratesFor(target, request);
  const trade: FromHeld = {
    from,
    elsewhere: [...settled].reduce((sum, [id, w]) => sum + Math.abs(w - heldOf(id)), 0) / 2,
    rates,
    years: costs.holdingDays / 365,
    unmoved: new Set(),
  };
  const total = 1 - [...settled.values()].reduce((sum, w) => sum + w, 0);
  const question = { total, room: roomOf(rules, turnoverLimit), trade };
  const first = await weigh(programme, question);
  if (first.kind === 'clash') return first;
  const { found, unmoved } = await withoutSmallTrades(programme, question, first, minimumTrade);

  const weighed = new Map(ids.map((id, i) => [id as PositionId, snapped(found.weights[i]!, from[i]!)]));
  const after = Object.fromEntries(
    POSITIONS.map((id) => [id, weighed.get(id) ?? settled.get(id)!]),
  ) as Record<PositionId, number>;
  const changes = POSITIONS.map((id) => after[id] - heldOf(id));
  const stay = POSITIONS.filter(
    (id, p) => changes[p] === 0 && Math.abs(target.weights[id] - heldOf(id)) > ROUNDING,
  );
  const small = new Set<PositionId>([...STRATEGIC, ...ids.filter((_, i) => unmoved.has(i))]);
  return {
    kind: 'traded',
    after,
    changes,
    turnover: changes.reduce((sum, x) => sum + Math.max(0, x), 0),
    found,
    tooSmall: stay.filter((id) => small.has(id)),
    notWorthIt: stay.filter((id) => !small.has(id)),
    costUnknown,
  };
}

/** A move of rounding only is none. */
const snapped = (weight: number, from: number): number =>
  Math.abs(weight - from) < ROUNDING ? from : weight;

/**
 * What it costs to sell a sleeve of which a part is in other shares than its own. That part is sold in any case; where the
 * sleeve is given up, its own shares need not be bought. Exact for all of the sleeve, too dear for less of it.
 */
const exchanged = (sell: number, buy: number, part: number): number =>
  Math.max(-buy, (1 - part) * sell - part * buy);

function ratesFor(
  { programme }: ModelTarget,
  { held, costs }: TradeRequest,
): { readonly rates: TradeRates | null; readonly costUnknown: string | null } {
  const { sleeves, low, high, basis } = programme;
  const value = held.before.kind === 'portfolio' ? held.before.value : null;
  // The largest usual move of a sleeve is half its band.
  const rupees = value === null ? null : sleeves.map((_, i) => (value * (high[i]! - low[i]!)) / 2);
  return whereKnown<ReturnType<typeof ratesFor>>(
    () => {
      const { buy, sell } = tradeRates(sleeves, rupees, basis, costs);
      const others = sleeves.map((s) => mismatch(basis, held, s.id));
      return {
        rates: { buy, sell: sell.map((rate, i) => exchanged(rate, buy[i]!, others[i]!)) },
        costUnknown: null,
      };
    },
    (why) => ({ rates: null, costUnknown: why }),
  );
}

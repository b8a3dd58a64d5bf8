import { whereKnown } from '../costs/where-known.ts';
import type { CostRules } from '../costs/cost-rules.ts';
import type { Held } from '../held-before.ts';
import type { AllocationRules } from '../rules.ts';
import { type PositionId, POSITIONS, SLEEVES, STRATEGIC, type StrategicId } from '../sleeve.ts';
import { refuseClash } from './clash.ts';
import type { FromHeld } from './limits.ts';
import { type ModelTarget, roomOf } from './model-target.ts';
import { type TradeRates, tradeRates } from './trade-rates.ts';
import { type Question, type Weighed, weigh, weighWithin } from './weigh.ts';

/** Where trading from what is held ends. */
export interface Traded {
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

/** Smaller differences are left over from arithmetic. */
const ROUNDING = 1e-9;

/**
 * The best weights from what is held, its trades costed and limited. A strategic holding whose trade would be below the
 * smallest stays as it is, and the sleeves share out what that leaves; likewise a sleeve, unless a limit needs even
 * so small a trade.
 */
export async function tradeTo(target: ModelTarget, request: TradeRequest): Promise<Traded> {
  const { minimumTrade } = request.rules.trading;
  const heldOf = (id: PositionId): number => request.held.drifted[id] ?? 0;
  const wanted = (id: StrategicId): number => target.weights[id];
  const isSmall = (id: StrategicId): boolean => Math.abs(wanted(id) - heldOf(id)) < minimumTrade - ROUNDING;
  const left = await tradeWith(target, request, (id) => (isSmall(id) ? heldOf(id) : wanted(id)));
  if ('after' in left) return left;
  // Bands may be too narrow to share out anything but the bouquet's own total.
  const moved = await tradeWith(target, request, wanted);
  if ('after' in moved) return moved;
  throw refuseClash(moved.limits, target.programme.regime);
}

async function tradeWith(
  target: ModelTarget,
  request: TradeRequest,
  strategic: (id: StrategicId) => number,
): Promise<Traded | Extract<Weighed, { kind: 'clash' }>> {
  const { programme } = target;
  const { held, rules, turnoverLimit } = request;
  const heldOf = (id: PositionId): number => held.drifted[id] ?? 0;
  const place = new Map<PositionId, number>(programme.sleeves.map((s, i) => [s.id, i]));
  const elsewhere = [
    ...SLEEVES.filter((id) => !place.has(id)).map(heldOf),
    ...STRATEGIC.map((id) => strategic(id) - heldOf(id)),
  ];
  const { rates, why } = ratesFor(target, request);
  const trade: FromHeld = {
    from: Float64Array.from(programme.sleeves, (s) => heldOf(s.id)),
    elsewhere: elsewhere.reduce((sum, x) => sum + Math.abs(x), 0) / 2,
    rates,
    years: request.costs.holdingDays / 365,
    unmoved: new Set(),
  };
  const total = 1 - STRATEGIC.reduce((sum, id) => sum + strategic(id), 0);
  const question: Question = { total, room: roomOf(rules, turnoverLimit), trade };
  const first = await weigh(programme, question);
  if (first.kind === 'clash') return first;
  const { found, unmoved } = await withoutSmallTrades(target, question, trade, first, rules);

  const weightOf = (id: PositionId): number => {
    const i = place.get(id);
    if (i !== undefined) return snapped(found.weights[i]!, trade.from[i]!);
    return (STRATEGIC as readonly PositionId[]).includes(id) ? strategic(id as StrategicId) : 0;
  };
  const after = Object.fromEntries(POSITIONS.map((id) => [id, weightOf(id)])) as Record<PositionId, number>;
  const changes = POSITIONS.map((id) => after[id] - heldOf(id));
  const stays = POSITIONS.filter(
    (id, p) => changes[p] === 0 && Math.abs(target.weights[id] - heldOf(id)) > ROUNDING,
  );
  const isSmall = (id: PositionId): boolean => !place.has(id) || unmoved.has(place.get(id)!);
  return {
    after,
    changes,
    turnover: changes.reduce((sum, x) => sum + Math.max(0, x), 0),
    found,
    tooSmall: stays.filter(isSmall),
    notWorthIt: stays.filter((id) => !isSmall(id)),
    costUnknown: why,
  };
}

/** A move of rounding only is none. */
const snapped = (weight: number, from: number): number =>
  Math.abs(weight - from) < ROUNDING ? from : weight;

function ratesFor(
  { programme }: ModelTarget,
  { held, costs }: TradeRequest,
): { readonly rates: TradeRates | null; readonly why: string | null } {
  const { sleeves, low, high, basis } = programme;
  const value = held.before.kind === 'portfolio' ? held.before.value : null;
  // The largest usual move of a sleeve is half its band.
  const rupees = value === null ? null : sleeves.map((_, i) => (value * (high[i]! - low[i]!)) / 2);
  return whereKnown<ReturnType<typeof ratesFor>>(
    () => ({ rates: tradeRates(sleeves, rupees, basis, costs), why: null }),
    (why) => ({ rates: null, why }),
  );
}

/** Sleeves whose trade is too small stay as held, and the rest is weighed again, until no trade is too small. */
async function withoutSmallTrades(
  { programme }: ModelTarget,
  question: Question,
  trade: FromHeld,
  first: Extract<Weighed, { kind: 'weighed' }>,
  { trading }: AllocationRules,
) {
  let found = first;
  let unmoved: ReadonlySet<number> = trade.unmoved;
  for (;;) {
    const small = [...trade.from.keys()].filter((i) => {
      const move = Math.abs(found.weights[i]! - trade.from[i]!);
      const fits = trade.from[i]! >= programme.low[i]! && trade.from[i]! <= programme.high[i]!;
      return fits && !unmoved.has(i) && move > ROUNDING && move < trading.minimumTrade - ROUNDING;
    });
    if (small.length === 0) return { found, unmoved };
    const tried = new Set([...unmoved, ...small]);
    const next = await weighWithin(
      programme,
      { ...question, trade: { ...trade, unmoved: tried } },
      found.room,
    );
    // Then a limit needs these trades, small as they are.
    if (next.kind === 'clash') return { found, unmoved };
    [found, unmoved] = [next, tried];
  }
}

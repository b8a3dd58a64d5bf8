import { portfolioRisk } from '../../risk/portfolio/portfolio-risk.ts';
import { isCovered } from '../../risk/snapshot.ts';
import { SESSIONS_A_YEAR } from '../../math/annualise.ts';
import { isTradable } from '../../../allocations/orders/not-tradable.ts';
import { userError } from '../../market/problem.ts';
import type { ApproachModel } from '../model/approach-model.ts';
import type { LimitsByStock } from './restrictions-in-force.ts';
import { type Candidate, spread } from './substitutes.ts';
import { stockKey } from '../files/stock-key.ts';

/** How far from the restricted stocks their weight had to be placed. */
export type SubstituteScope = 'none' | 'named' | 'industry and sleeve' | 'sleeve' | 'model';

/** The model's stock weights under a client's restrictions. */
export interface RestrictedTarget {
  /** Weight by snapshot column, fractions of the account; 0 where restricted to nothing. */
  readonly weights: ReadonlyMap<number, number>;
  /** Weight that restrictions free; below 0 where they hold more than the model. */
  readonly freed: number;
  /** Where the freed weight goes. */
  readonly substitutes: readonly { readonly column: number; readonly weight: number }[];
  readonly scope: SubstituteScope;
  /** Freed weight that no stock may take: it stays in cash. */
  readonly left: number;
  /** Ex-ante tracking difference to the model by INEC-1, percent a year; null where the model does not cover a stock. */
  readonly trackingDifference: number | null;
}

const NOTHING = 1e-9;

/**
 * Applies restrictions to the model's weights. A stock that may not be held has target 0, one that may not be bought keeps at most
 * what is held, one that may not be sold at least that. The freed weight goes to unrestricted stocks of the same industry
 * and sleeve, else of the same sleeve, else of the model, each within the cap on a stock, such that the active variance is
 * least; or to the stock that the restriction names.
 *
 * @param held weight by snapshot column of what the account holds.
 * @throws UserError for restrictions that contradict each other, or substitutes that cannot be bought.
 */
export function restrictedTarget(
  model: ApproachModel,
  limits: LimitsByStock,
  held: ReadonlyMap<number, number>,
): RestrictedTarget {
  // Most clients share their restrictions, and what they hold matters only where buying or selling is restricted.
  const all = [...limits];
  if (all.some(([, limit]) => !limit.mayBuy || !limit.maySell)) return computed(model, limits, held);
  const known = shared.get(model) ?? new Map<string, RestrictedTarget>();
  shared.set(model, known);
  const key = all
    .map(([stock, { mayHold, most, substitute }]) => `${stock} ${mayHold} ${most} ${substitute ?? ''}`)
    .sort((a, b) => (a < b ? -1 : 1))
    .join();
  const target = known.get(key) ?? computed(model, limits, held);
  known.set(key, target);
  return target;
}

const shared = new WeakMap<ApproachModel, Map<string, RestrictedTarget>>();

function computed(
  model: ApproachModel,
  limits: LimitsByStock,
  held: ReadonlyMap<number, number>,
): RestrictedTarget {
  const { stocks, nameCap } = model;
  const weights = new Map(model.weights.map(({ column, weight }) => [column, weight]));
  const restricted: number[] = [];
  const named = new Map<string, number>();
  let freed = 0;
  for (const [column, limit] of limitedColumns(model, limits)) {
    const own = weights.get(column) ?? 0;
    const has = held.get(column) ?? 0;
    let target = Math.min(own, limit.most);
    if (!limit.mayHold) target = 0;
    else if (!limit.mayBuy) target = Math.min(target, has);
    if (!limit.maySell && target < has) {
      if (!limit.mayHold) throw contradiction(model, column);
      target = has;
    }
    if (own === 0 && target === 0) continue;
    weights.set(column, target);
    restricted.push(column);
    if (limit.substitute !== null && own > target)
      named.set(limit.substitute, (named.get(limit.substitute) ?? 0) + own - target);
    else freed += own - target;
  }
  const taken = new Map<number, number>();
  for (const [isin, weight] of named) taken.set(namedSubstitute(model, limits, isin), weight);
  for (const [column, weight] of taken) weights.set(column, (weights.get(column) ?? 0) + weight);

  const isFree = (column: number): boolean =>
    !limits.has(stockKey(stocks.issuers[column]!.isin)) &&
    !taken.has(column) &&
    isTradable(stocks, column) &&
    isCovered(stocks.riskModel, column);
  const roomOf = (column: number): number =>
    freed > 0 ? Math.max(0, nameCap - (weights.get(column) ?? 0)) : (weights.get(column) ?? 0);
  const { scope, candidates } = candidatesFor(model, restricted, Math.abs(freed), freed > 0, (columns) =>
    columns.filter(isFree).flatMap((column): Candidate[] => {
      const room = roomOf(column);
      return room > NOTHING ? [{ column, room }] : [];
    }),
  );
  const room = candidates.reduce((sum, c) => sum + c.room, 0);
  const placed = Math.sign(freed) * Math.min(Math.abs(freed), room);
  if (Math.abs(placed) > NOTHING) {
    const given = activeWeights(model, weights).filter((h) => isCovered(stocks.riskModel, h.issuer));
    const changes =
      Math.abs(placed) >= room - NOTHING
        ? Float64Array.from(candidates, (c) => Math.sign(freed) * c.room)
        : spread(stocks.riskModel, given, candidates, placed);
    if (!changes)
      throw userError(
        'no-substitutes',
        'restrictions',
        'The substitutes of least active variance could not be computed.',
        'Name a substitute for the restricted stocks: substitute with an ISIN.',
      );
    candidates.forEach(({ column }, i) => {
      const change = changes[i]!;
      if (Math.abs(change) <= NOTHING) return;
      weights.set(column, Math.max(0, (weights.get(column) ?? 0) + change));
      taken.set(column, change);
    });
  }
  const risk = portfolioRisk(stocks.riskModel, activeWeights(model, weights));
  return {
    weights,
    freed: freed + [...named.values()].reduce((sum, w) => sum + w, 0),
    substitutes: [...taken]
      .map(([column, weight]) => ({ column, weight }))
      .sort((a, b) => b.weight - a.weight || a.column - b.column),
    scope: taken.size === 0 ? 'none' : Math.abs(placed) > NOTHING ? scope : 'named',
    left: freed - placed,
    trackingDifference: risk.kind === 'risk' ? 100 * risk.risk.volatility * Math.sqrt(SESSIONS_A_YEAR) : null,
  };
}

/** Columns that limits are about, in the snapshot's order. */
function limitedColumns(model: ApproachModel, limits: LimitsByStock) {
  if (limits.size === 0) return [];
  return model.stocks.issuers.flatMap(({ isin }, column) => {
    const limit = limits.get(stockKey(isin));
    return limit ? [[column, limit] as const] : [];
  });
}

function activeWeights(model: ApproachModel, weights: ReadonlyMap<number, number>) {
  const own = new Map(model.weights.map(({ column, weight }) => [column, weight]));
  return [...weights].flatMap(([issuer, weight]) => {
    const active = weight - (own.get(issuer) ?? 0);
    return Math.abs(active) > 1e-15 ? [{ issuer, weight: active }] : [];
  });
}

/** The narrowest scope of stocks that can take the whole amount; the last one where none can. */
function candidatesFor(
  model: ApproachModel,
  restricted: readonly number[],
  amount: number,
  isFreed: boolean,
  among: (columns: readonly number[]) => Candidate[],
): { readonly scope: SubstituteScope; readonly candidates: readonly Candidate[] } {
  const inModel = model.weights.map((s) => s.column);
  if (!isFreed || amount <= NOTHING) return { scope: 'model', candidates: among(inModel) };
  const { industry } = model.stocks.riskModel;
  const sleeves = new Set(restricted.flatMap((column) => model.sleevesOf.get(column) ?? []));
  const sameSleeve = [...model.sleevesOf].flatMap(([column, ids]) =>
    ids.some((id) => sleeves.has(id)) ? [column] : [],
  );
  const pairs = new Set(
    restricted.flatMap((c) => (model.sleevesOf.get(c) ?? []).map((id) => `${id} ${industry[c]}`)),
  );
  const sameBoth = sameSleeve.filter((c) =>
    model.sleevesOf.get(c)!.some((id) => pairs.has(`${id} ${industry[c]}`)),
  );
  const scopes = [
    ['industry and sleeve', sameBoth],
    ['sleeve', sameSleeve],
    ['model', inModel],
  ] as const;
  for (const [scope, columns] of scopes) {
    const candidates = among([...columns].sort((a, b) => a - b));
    const room = candidates.reduce((sum, c) => sum + c.room, 0);
    if (room >= amount || scope === 'model') return { scope, candidates };
  }
  throw new RangeError('unreachable');
}

const contradiction = ({ stocks }: ApproachModel, column: number) =>
  userError(
    'contradiction',
    stocks.issuers[column]!.isin,
    'It may neither be held nor be sold.',
    'Remove one of the restrictions on it.',
  );

function namedSubstitute(model: ApproachModel, limits: LimitsByStock, isin: string): number {
  const column = model.stocks.issuers.findIndex((issuer) => stockKey(issuer.isin) === stockKey(isin));
  const refuse = (message: string) =>
    userError(
      'substitute',
      isin,
      message,
      'Name another substitute, or leave it to the risk model: no-hold.',
    );
  if (column < 0) throw refuse('The substitute is not in the store.');
  const limit = limits.get(stockKey(isin));
  if (limit && !(limit.mayHold && limit.mayBuy)) throw refuse('The substitute is restricted itself.');
  if (!isTradable(model.stocks, column)) throw refuse('The substitute did not trade in the last session.');
  return column;
}

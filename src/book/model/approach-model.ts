import type { CostRules } from '../../../allocations/cost-rules.ts';
import { indexLevels } from '../../../allocations/orders/implement.ts';
import type { IndexLevels } from '../../../allocations/orders/position-lines.ts';
import { type PositionId, POSITIONS, SLEEVES, type SleeveId } from '../../../allocations/positions.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import { canonicalJson } from '../../decision/document/canonical-json.ts';
import type { MonthlyRun } from '../../decision/run/monthly-run.ts';
import { sha256 } from '../../market/files/sha256.ts';
import type { Day } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { stockKey } from '../files/stock-key.ts';

/** A stock of the model, by its column in the snapshot. */
export interface ModelStock {
  readonly column: number;
  /** Fraction of the account. */
  readonly weight: number;
}

/**
 * The market side of an investment approach, computed once and given to every thread: the model's weights at the as-of date and
 * what is needed to bring an account toward them. Plain data.
 */
export interface ApproachModel {
  readonly approach: string;
  readonly asOf: Day;
  readonly simulated: boolean;
  /** SHA-256 of the model's decision. */
  readonly decision: string;
  /** Sleeves without their level histories, which accounts do not need. */
  readonly stocks: StockSnapshot;
  /** Largest first. */
  readonly weights: readonly ModelStock[];
  /** Sleeves that the model holds, by snapshot column of their constituents. */
  readonly sleevesOf: ReadonlyMap<number, readonly SleeveId[]>;
  /** Positions that are not held in stocks, with their weights; the liquid fund is cash. */
  readonly positions: ReadonlyMap<PositionId, number>;
  readonly indices: IndexLevels;
  /** Largest weight of a stock, a compliance limit. */
  readonly nameCap: number;
  readonly costs: CostRules;
}

/**
 * The model of an approach from its monthly run. Accounts are brought toward the weights that the model holds after its own
 * trades.
 *
 * @throws UserError where the run had no stocks: accounts are managed by stock.
 */
export function approachModel(approach: string, run: MonthlyRun, book: RuleBook): ApproachModel {
  const { decision, orderInput } = run;
  const { allocation } = decision;
  const { stocks } = orderInput;
  if (allocation.method !== 'risk-model' || !stocks)
    throw userError(
      'no-stocks',
      approach,
      'The model of this approach holds indices, because the store has no stocks for the date; accounts are managed by stock.',
      'Import stock prices, or choose a later as-of date.',
    );
  const columns = new Map(stocks.issuers.map(({ isin }, column) => [isin, column]));
  const weights = allocation.riskModel.stocks
    .filter(({ final }) => final > 0)
    .map(({ isin, final }): ModelStock => ({ column: columns.get(isin)!, weight: final }));
  const byStock = new Map<PositionId, number>();
  for (const { final, bySleeve } of allocation.riskModel.stocks)
    if (final > 0) for (const id of POSITIONS) byStock.set(id, (byStock.get(id) ?? 0) + (bySleeve[id] ?? 0));
  const sleevesOf = new Map<number, SleeveId[]>();
  for (const id of SLEEVES.filter((sleeve) => (byStock.get(sleeve) ?? 0) > 0))
    for (const { issuer } of stocks.sleeves[id]?.holdings ?? [])
      sleevesOf.set(issuer, [...(sleevesOf.get(issuer) ?? []), id]);
  const NOTHING = 1e-12;
  return {
    approach,
    asOf: orderInput.view.asOf,
    simulated: decision.simulated,
    decision: sha256(canonicalJson(decision)),
    stocks: withoutLevels(stocks),
    weights,
    sleevesOf,
    positions: new Map(
      POSITIONS.flatMap((id) => {
        const weight = (allocation.final[id] ?? 0) - (byStock.get(id) ?? 0);
        return weight > NOTHING ? [[id, weight] as const] : [];
      }),
    ),
    indices: indexLevels(allocation, orderInput.view),
    nameCap: book.allocations.model.complianceLimits.nameCap,
    costs: book.costs,
  };
}

function withoutLevels(of: StockSnapshot): StockSnapshot {
  const { factorReturns: _, ...stocks } = of;
  const sleeves = SLEEVES.map((id) => {
    const sleeve = stocks.sleeves[id];
    return [id, sleeve && { holdings: sleeve.holdings, levels: { day: [], total: [] } }];
  });
  return { ...stocks, sleeves: Object.fromEntries(sleeves) as StockSnapshot['sleeves'] };
}

/** The model's weights by stock key and by position. */
export const modelWeights = ({ stocks, weights, positions }: ApproachModel): Map<string, number> =>
  new Map<string, number>([
    ...positions,
    ...weights.map(({ column, weight }) => [stockKey(stocks.issuers[column]!.isin), weight] as const),
  ]);

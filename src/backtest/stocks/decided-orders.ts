import type { Liquidity } from '../../../allocations/costs/impact.ts';
import type { Segment, Side } from '../../../allocations/costs/segment.ts';
import { SLEEVES, type SleeveId } from '../../../allocations/positions.ts';
import { withSampledStocks } from '../../../allocations/risk-model/sampling/sampled-stocks.ts';
import { stockLiquidity } from '../../../allocations/stocks/liquidity.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import type { Decision } from '../../decision/document/decision.ts';
import { issuerPart } from '../../market/stocks/isin.ts';

/** An order of a decision, as it is filled at the next close. Money in ₹. */
export interface DecidedOrder {
  /** An ISIN, or a position that is held as units of its index. */
  readonly id: string;
  readonly side: Side;
  readonly segment: Segment;
  /** Shares or units; null where the decision gives an amount only. */
  readonly quantity: number | null;
  readonly amount: number;
  /** As known at the decision, for market impact; null where it is not known. */
  readonly liquidity: Liquidity | null;
}

/** What a decision asks of a portfolio that is held in stocks: enough to fill it without deciding again. */
export interface DecidedOrders {
  readonly orders: readonly DecidedOrder[];
  /** Money that stays in cash after all orders, without the reserve for tax, which the fill computes itself. */
  readonly cash: number;
  /** The weight that each sleeve wants of each of its stocks, as fractions of the portfolio: it says whose a share is. */
  readonly wanted: readonly { readonly id: string; readonly sleeve: SleeveId; readonly weight: number }[];
}

/** Nothing is traded: the day is not covered by the tables of charges. */
const NO_ORDERS: DecidedOrders = { orders: [], cash: 0, wanted: [] };

/** The orders of a decision with what their fill needs to know. */
export function decidedOrders(
  { execution, allocation }: Decision,
  snapshot: StockSnapshot | null,
): DecidedOrders {
  if (execution.kind !== 'planned') return NO_ORDERS;
  const { orders, cash } = execution.plan;
  const sampling = allocation.method === 'risk-model' ? allocation.riskModel.sampling : undefined;
  const sleeves = sampling && snapshot ? withSampledStocks(snapshot, sampling).sleeves : snapshot?.sleeves;
  const columns = new Map(snapshot?.issuers.map(({ isin }, column) => [issuerPart(isin), column]));
  const destination = allocation.method === 'risk-model' ? allocation.destination : allocation.final;
  return {
    orders: orders.map(({ id, side, segment, quantity, amount }) => {
      const column =
        segment === 'equity-delivery' && quantity !== null ? columns.get(issuerPart(id)) : undefined;
      const liquidity = column === undefined ? null : stockLiquidity(snapshot!, column);
      return { id, side, segment, quantity, amount, liquidity };
    }),
    cash: cash.final,
    wanted: SLEEVES.flatMap((sleeve) => {
      const weight = destination[sleeve] ?? 0;
      const held = sleeves?.[sleeve]?.holdings ?? [];
      return weight === 0
        ? []
        : held.map((h) => {
            const { isin, symbol } = snapshot!.issuers[h.issuer]!;
            return { id: isin || symbol, sleeve, weight: weight * h.weight };
          });
    }),
  };
}

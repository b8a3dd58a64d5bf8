import type { PositionId } from '../../../allocations/positions.ts';
import type { FilledOrder } from '../stocks/fill-orders.ts';

/** Returns of the notional funds at the top of the ladder over a month, from its fill to the next. */
export interface RecordReturns {
  /** Of what was held, without any cost. */
  readonly held: number;
  /** With the profits of futures; the same without a hedge. */
  readonly hedged: number;
  readonly afterCosts: number;
  readonly afterExpenses: number;
  /** After tax too: the record. */
  readonly record: number;
}

/** A holding after a fill. */
export interface HeldAfterFill {
  readonly position: PositionId;
  /** An ISIN, the position where it is held by its index, or `cash`, which earns what the liquid fund does. */
  readonly id: string;
  /** Shares or units; of cash, ₹. */
  readonly units: number;
  /** ₹ a share or unit. */
  readonly price: number;
}

/** What became of a month's orders in stocks. */
export interface StockDealing {
  readonly filled: readonly FilledOrder[];
  /** Orders whose companies did not trade until the next decision. */
  readonly cancelled: readonly { readonly id: string; readonly side: 'buy' | 'sell' }[];
  /** Companies held after the fill. */
  readonly companies: number;
  /** By position, the weight after the fill of companies that did not trade from then to the next decision. */
  readonly untraded: Float64Array;
  /** All that is held after the fill, cash last; shares that several sleeves hold have a row for each. */
  readonly holdings: readonly HeldAfterFill[];
}

/** One month of a back-test's record, however its sleeves are held. Values in units of the start's. */
export interface RecordMonth {
  /** Around the month's fill: values before and after it, what was bought and sold, and its cost. */
  readonly fill: {
    readonly before: number;
    readonly after: number;
    readonly bought: number;
    readonly sold: number;
    readonly cost: number;
  };
  /** Weights by position before and after the fill. */
  readonly weightsBefore: Float64Array;
  readonly weightsAfter: Float64Array;
  /** Value at the close of each session from the fill's on, to the next fill's, which is not included unless it is the last. */
  readonly net: Float64Array;
  readonly gross: Float64Array;
  /** Net of tax paid and set aside as well; null where no tax is followed, and `net` is then what the portfolio is worth. */
  readonly afterTax: Float64Array | null;
  readonly returns: RecordReturns;
  /** Only where stocks are held: what became of the orders. */
  readonly stocks?: StockDealing;
}

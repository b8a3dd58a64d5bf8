/** Growth over one session before anything is traded: by prices alone, after the cost of holding, and after tax too. */
export interface SessionGrowth {
  readonly gross: number;
  readonly net: number;
  readonly afterTax: number;
  /** What cash and units added to the gross one. */
  readonly strategic: number;
}

/** What futures and fees did to a value of 1 in one session. */
export interface FlowFactors {
  /** The profit of futures. */
  readonly hedged: number;
  /** What the performance fee left. */
  readonly afterFees: number;
}

/** What happened in one session: growth before trading, what futures and fees brought, and what costs and tax left of each ₹. */
export interface SessionFactors extends SessionGrowth, FlowFactors {
  readonly afterCosts: number;
  readonly afterTaxOnTrades: number;
}

/**
 * The linear equations of every step, of the interior point and of the active-set method alike:
 *
 *   (V + diag(stiffness))·dx − R′·dy − h·dτ = onX
 *                R·dx + diag(slackness)·dy  = onRows
 *               h′·dx + tradeSlackness·dτ   = onTrade
 *
 * A `stiffness` of Infinity fixes an x; a `slackness` of Infinity drops a row and 0 makes it an equality. These are the
 * values to which an interior point tends. h is the row of the turnover limit, which changes at every step.
 */
export interface NewtonSystem {
  factorise(weights: NewtonWeights): void;
  /**
   * Overwrites the right-hand sides with the solution.
   *
   * @param onX n long.
   * @param onRows one entry for each row, then one for the turnover limit.
   */
  solve(onX: Float64Array, onRows: Float64Array): void;
}

export interface NewtonWeights {
  /** n long, ≥ 0 or Infinity. */
  readonly stiffness: Float64Array;
  /** One entry for each row, then one for the turnover limit; ≥ 0 or Infinity. */
  readonly slackness: Float64Array;
  /** h, n long. */
  readonly tradeRow: Float64Array;
}

import { denseSystem } from './dense-system.ts';
import { factorSystem } from './factor-system.ts';
import type { Hessian } from './hessian.ts';
import type { Rows } from './program.ts';

/**
 * The linear equations of every step, of the interior point and of the active set alike:
 *
 *   (V + diag(stiffness))·dx − R′·dy − h·dτ = onX
 *                R·dx + diag(slackness)·dy  = onRows
 *               h′·dx + tradeSlackness·dτ   = onTrade
 *
 * `stiffness` Infinity holds an x where it is, `slackness` Infinity leaves a row out and 0 makes it an equality: the
 * limits to which an interior point tends. h is the row of the trade limit, which is different at every step.
 */
export interface NewtonSystem {
  factorise(weights: Weights): void;
  /** Overwrites the right-hand sides with the solution. `onRows` has the trade limit's as its last entry. */
  solve(onX: Float64Array, onRows: Float64Array): void;
}

export interface Weights {
  readonly stiffness: Float64Array;
  /** One for each row, and the trade limit's last. */
  readonly slackness: Float64Array;
  /** h, n long. */
  readonly tradeRow: Float64Array;
}

export const newtonSystem = (hessian: Hessian, rows: Rows): NewtonSystem =>
  hessian.kind === 'dense' ? denseSystem(hessian, rows) : factorSystem(hessian, rows);

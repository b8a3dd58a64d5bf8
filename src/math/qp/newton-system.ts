import { denseSystem } from './dense-system.ts';
import { factorSystem } from './factor-system.ts';
import type { Hessian } from './hessian.ts';
import type { NewtonSystem } from './newton-equations.ts';
import type { Rows } from './program.ts';

/** The solver of Newton's equations that suits the Hessian: a full matrix, or a factor model by Woodbury's identity. */
export const newtonSystem = (hessian: Hessian, rows: Rows): NewtonSystem =>
  hessian.kind === 'dense' ? denseSystem(hessian, rows) : factorSystem(hessian, rows);

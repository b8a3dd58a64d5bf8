import { systemProblem } from '../../market/files/system-error.ts';
import { type UserError, userError } from '../../market/problem.ts';

/** The error to throw for one met while writing into a folder named by the user. */
export function cannotWrite(folder: string, error: unknown): unknown {
  // Only errors of the file system are the user's to solve.
  const problem = systemProblem(error);
  return problem ? writeRefused(folder, problem.message) : error;
}

/** The error that says why nothing can be written into a folder. */
const writeRefused = (folder: string, reason: string): UserError =>
  userError(
    'cannot-write',
    folder,
    `Cannot write there: ${reason.replace(/\.?$/, '.')}`,
    'Name another folder with --out.',
  );

import { type UserError, userError } from '../../market/problem.ts';

/** The error to throw for one met while writing into a folder named by the user. */
export const cannotWrite = (folder: string, error: unknown): unknown =>
  // Only errors of the file system are the user's to solve.
  isFromSystem(error) ? writeRefused(folder, error.message) : error;

/** The error that says why nothing can be written into a folder. */
export const writeRefused = (folder: string, reason: string): UserError =>
  userError(
    'cannot-write',
    folder,
    `Cannot write there: ${reason.replace(/\.?$/, '.')}`,
    'Name another folder with --out.',
  );

const isFromSystem = (error: unknown): error is NodeJS.ErrnoException =>
  typeof error === 'object' && error !== null && 'syscall' in error;

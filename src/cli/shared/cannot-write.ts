import { type UserError, userError } from '../../market/problem.ts';

/** What to throw for an error met while writing into a folder that the user named. */
export const cannotWrite = (folder: string, error: unknown): unknown =>
  // Only what the file system says is the user's to settle.
  isFromSystem(error) ? refusal(folder, error.message) : error;

/** The error that says why nothing can be written into a folder. */
export const refusal = (folder: string, why: string): UserError =>
  userError(
    'cannot-write',
    folder,
    `cannot be written to: ${why.replace(/\.?$/, '.')}`,
    'Name another folder with --out.',
  );

const isFromSystem = (error: unknown): error is NodeJS.ErrnoException =>
  typeof error === 'object' && error !== null && 'syscall' in error;

import { UserError } from '../../src/market/problem.ts';

/** The result of `make`, or of `instead` with a sentence on the gap if a dated table does not cover the day. */
export function inForceOr<T>(make: () => T, instead: (reason: string) => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const gap = error.problems.find((p) => p.code === 'not-in-table');
    if (!gap) throw error;
    return instead(`The table “${gap.about}” ${gap.message} ${gap.remedy}`);
  }
}

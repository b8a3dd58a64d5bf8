import { UserError } from '../../src/market/problem.ts';

/** What a stage makes of the dated tables, or what it says instead where they do not know the day. */
export function whereKnown<T>(make: () => T, instead: (why: string) => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const gap = error.problems.find((p) => p.code === 'not-in-table');
    if (!gap) throw error;
    return instead(`${gap.about} ${gap.message} ${gap.remedy}`);
  }
}

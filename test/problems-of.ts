import { type Problem, UserError } from '../src/market/problem.ts';

/** The problems for which a request is refused; none if it is not. Any other error is thrown. */
export function problemsOf(request: () => unknown): readonly Problem[] {
  try {
    request();
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  return [];
}

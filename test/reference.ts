import { join } from 'node:path';

/**
 * The folder of real market data and known results, if the environment names one. Without it, the tests that need it are
 * skipped.
 */
const folder = process.env.TRRM_REFERENCE;

export const reference = (...path: string[]): string => join(folder ?? '', ...path);

export function describeReference(name: string, body: () => void): void {
  if (folder) describe(name, body);
  // The body is not run, so that it may read its cases outside of its tests.
  else test.skip(`skipped without TRRM_REFERENCE, the folder of reference data: ${name}`, () => {});
}

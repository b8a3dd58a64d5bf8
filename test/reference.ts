import { join } from 'node:path';

/**
 * The folder of real market data and known answers, where the environment names one. A checkout does without:
 * the tests that need it are then listed as left out.
 */
const folder = process.env.TRRM_REFERENCE;

export const reference = (...path: string[]): string => join(folder ?? '', ...path);

export function describeReference(name: string, body: () => void): void {
  if (folder) describe(name, body);
  else describe.skip(`left out, TRRM_REFERENCE names no folder of reference data: ${name}`, body);
}

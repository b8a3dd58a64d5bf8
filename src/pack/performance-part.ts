import type { MeasuredRecord } from '../backtest/account/measure-record.ts';
import type { PackDocument } from './document/pack-document.ts';
import { available, missing } from './document/parts.ts';

export const NO_RECORD = missing(
  'No record of a real account was given, so there is nothing of the firm’s own to show.',
  'Add --record account.csv, or --account CODE for an account in the store (docs/how-to/live-record.md).',
);

/** Part 7: the measured record, without the paths that its figures were drawn from. */
export const performancePart = (measured: MeasuredRecord | null): PackDocument['parts']['performance'] => {
  if (!measured) return NO_RECORD;
  const { record, outcome, reconciliation, simulated, problems } = measured;
  return available({ record, outcome, reconciliation, simulated, problems });
};

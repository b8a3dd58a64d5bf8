import type { Day } from '../../market/day.ts';
import { iso } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import { readRecord, readSession, type RiskRecord } from './model-store.ts';
import type { RiskSession } from './daily-record.ts';

/** The model's last session on or before a day, or its last of all. */
export function sessionOnOrBefore(
  folder: string,
  asOf: Day | undefined,
): { readonly record: RiskRecord; readonly session: RiskSession } {
  const record = readRecord(folder);
  const found = record.sessions.findLast((s) => asOf === undefined || s.day <= asOf);
  const session = found && readSession(folder, record, found.day);
  if (session) return { record, session };
  const first = record.sessions[0];
  throw userError(
    'before-the-model',
    folder,
    `has no session ${asOf === undefined ? 'at all' : `on or before ${iso(asOf)}`}${first ? `; its first is ${iso(first.day)}` : ''}.`,
    'Choose a later date, or import earlier prices and build the model again.',
  );
}

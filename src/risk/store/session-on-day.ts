import type { Day } from '../../market/day.ts';
import { displayDay } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import { readModelStore, readSession, type RiskModelStore } from './model-store.ts';
import type { RiskSession } from './daily-record.ts';

/**
 * The model's last session on or before a day; its last session if no day is given.
 *
 * @throws UserError if the model has no such session.
 */
export function modelSessionOnOrBefore(
  folder: string,
  asOf: Day | undefined,
): { readonly store: RiskModelStore; readonly session: RiskSession } {
  const store = readModelStore(folder);
  const found = store.sessions.findLast((s) => asOf === undefined || s.day <= asOf);
  const session = found && readSession(folder, store, found.day);
  if (session) return { store, session };
  const first = store.sessions[0];
  throw userError(
    'before-the-model',
    folder,
    `has no session ${asOf === undefined ? 'at all' : `on or before ${displayDay(asOf)}`}${first ? `; its first session is ${displayDay(first.day)}` : ''}.`,
    'Choose a later date, or import earlier prices and build the model again.',
  );
}

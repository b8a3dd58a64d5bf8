import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Day } from '../../market/day.ts';
import { UserError } from '../../market/problem.ts';
import { recordLength } from './daily-record.ts';
import { checkSessions, damagedStore, type RiskModelStore, stateBytes } from './model-store.ts';

/** What to compare with the manifest: a run reads few sessions, and an extension the last state. */
export interface DamageSearch {
  /** Days whose last sessions are compared. */
  readonly days: readonly Day[] | 'all';
  readonly states: 'none' | 'last' | 'all';
}

/** The fault of a stored model, as the error that reading it would throw; null if it is intact. */
export function findDamage(
  folder: string,
  store: RiskModelStore,
  { days, states }: DamageSearch,
): UserError | null {
  const { sessions } = store;
  const read =
    days === 'all'
      ? sessions
      : sessions.filter(({ day }, k) => days.some((d) => day <= d && d < (sessions[k + 1]?.day ?? Infinity)));
  const checked = states === 'none' ? [] : states === 'last' ? store.states.slice(-1) : store.states;
  try {
    for (const state of checked) stateBytes(folder, state);
    const path = join(folder, store.file);
    const last = sessions.at(-1);
    const end = last ? last.at + 8 * recordLength(last.issuers) : 0;
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? -1) < end)
      throw damagedStore(path, new Error('it is shorter than its list of sessions requires'));
    checkSessions(folder, { ...store, sessions: read });
    return null;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

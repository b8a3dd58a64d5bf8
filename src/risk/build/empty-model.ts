import { displayDay } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import { readSession, type RiskModelStore } from '../store/model-store.ts';
import { UNIVERSE_STATUSES } from '../exposures/universe.ts';

/**
 * Explains a model without factor returns on any session by its issuers' universe status at the end; null if it has
 * some.
 */
export function emptyModelProblem(folder: string, store: RiskModelStore): Problem | null {
  if (store.sessions.some((s) => s.stocks > 0)) return null;
  const last = store.sessions.at(-1);
  const reason = last
    ? countsByStatus(readSession(folder, store, last.day)!.universeStatus)
    : 'the model has no sessions';
  return {
    severity: 'error',
    code: 'empty-risk-model',
    about: folder,
    message: `no session could be estimated: the model has no factor returns and no forecasts${last ? `; issuers on ${displayDay(last.day)}` : ''}: ${reason}.`,
    remedy:
      'Import more sessions of prices, and shares outstanding or accounts, then extend the model; or relax the estimation-universe rules in the rule book (docs/methodology/inec1-method.md).',
  };
}

function countsByStatus(statuses: Uint8Array): string {
  const counts = UNIVERSE_STATUSES.map((_, s) => statuses.reduce((sum, at) => sum + Number(at === s), 0));
  return UNIVERSE_STATUSES.flatMap((name, s) => (counts[s]! > 0 ? [`${counts[s]} ${name}`] : [])).join(', ');
}

import { displayDay } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import { readSession, type RiskRecord } from '../store/model-store.ts';
import { STANDINGS } from '../exposures/universe.ts';

/** Why a model has no factor return on any day, from where the companies stood at its end; null where it has some. */
export function nothingEstimated(folder: string, record: RiskRecord): Problem | null {
  if (record.sessions.some((s) => s.names > 0)) return null;
  const last = record.sessions.at(-1);
  const why = last ? standings(readSession(folder, record, last.day)!.standing) : 'there are no sessions';
  return {
    severity: 'error',
    code: 'nothing-estimated',
    about: folder,
    message: `no session could be estimated, so the model has no factor returns and no forecasts${last ? `; on ${displayDay(last.day)}` : ''}: ${why}.`,
    remedy:
      'Import more sessions of prices and shares outstanding or accounts, and extend the model; or ask less of the estimation universe in the rule book (docs/INEC-1.md).',
  };
}

function standings(standing: Uint8Array): string {
  const counts = STANDINGS.map((_, s) => standing.reduce((sum, at) => sum + Number(at === s), 0));
  return STANDINGS.flatMap((what, s) => (counts[s]! > 0 ? [`${counts[s]} ${what}`] : [])).join(', ');
}

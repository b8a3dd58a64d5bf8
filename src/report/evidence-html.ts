import type { Evidence } from '../evidence/evidence.ts';

export function renderEvidence(evidence: Evidence): string {
  return JSON.stringify(evidence);
}

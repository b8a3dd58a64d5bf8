import { z } from 'zod';
import { REGIMES } from '../../../regimes/regime.ts';
import { SIGNAL_RULES } from '../../../signals/all.ts';
import type { SignalId } from '../../../signals/signal.ts';
import type { Problem } from '../../market/problem.ts';

// What several parts of a decision are made of.

export const isoDay = z.iso.date().meta({ id: 'day' });
export const hash = z.string().regex(/^[0-9a-f]{64}$/).meta({ id: 'sha256', description: 'Hex' });
export const regime = z.enum(REGIMES).meta({ id: 'regime' });
export const signalId = z.enum(SIGNAL_RULES.map((rule) => rule.id) as [SignalId, ...SignalId[]]).meta({ id: 'signal-id' });
// Sums of fractions may pass 1 by as much as decimal fractions do in binary.
const ONE = 1 + 1e-9;
export const score = z.number().min(-ONE).max(ONE).meta({ id: 'score', description: '−1 to +1, which is fully supportive of equities' });
export const share = z.number().min(0).max(ONE).meta({ id: 'share' });

export const problem = z.strictObject({
  severity: z.enum(['error', 'warning', 'note']),
  code: z.string(),
  about: z.string().describe('A series, a file, a path in the rule book'),
  message: z.string(),
  remedy: z.string(),
}).meta({ id: 'problem' }) satisfies z.ZodType<Problem>;

import { z } from 'zod';
import { SIGNAL_IDS } from '../signals/signal.ts';
import { ONE } from '../src/market/published.ts';
import { REGIMES } from './regime.ts';

// Terms of the documents that describe a regime call.
export const regimeSchema = z.enum(REGIMES).meta({ id: 'regime' });
export const signalIdSchema = z.enum(SIGNAL_IDS).meta({ id: 'signal-id' });
export const scoreSchema = z
  .number()
  .min(-ONE)
  .max(ONE)
  .meta({ id: 'score', description: '−1 to +1, where +1 is fully supportive of equities' });

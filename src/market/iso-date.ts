import { z } from 'zod';
import { parseIso } from './day.ts';

/** A date in a document that people write: `YYYY-MM-DD`, a day that exists. */
export const isoDate = z.string().refine((s) => parseIso(s) !== null, 'must be a date like 2020-03-31');

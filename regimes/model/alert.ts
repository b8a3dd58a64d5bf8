import { z } from 'zod';
import type { Published } from '../../src/market/published.ts';

export const alertSchema = z.strictObject({ code: z.string(), message: z.string() });

/** A message for the committee that is shown with the label and never changes it. */
export type Alert = Published<typeof alertSchema>;

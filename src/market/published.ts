import { z } from 'zod';

// Parts that every published document is made of. Each room declares the schema of what it publishes with these, and
// infers its types from that schema.

/** What a schema accepts, as read-only data at every depth. */
export type Published<S extends z.ZodType> = Immutable<z.infer<S>>;

export type Immutable<T> = T extends object ? { readonly [K in keyof T]: Immutable<T[K]> } : T;

export const isoDaySchema = z.iso.date().meta({ id: 'day' });
export const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ id: 'sha256', description: 'Hexadecimal SHA-256' });

/** The largest value that a sum of fractions may take: binary rounding can carry it slightly above 1. */
export const ONE = 1 + 1e-9;
export const fractionSchema = z.number().min(0).max(ONE).meta({ id: 'fraction' });

/** An error, a warning or a note. */
export const problemSchema = z
  .strictObject({
    severity: z.enum(['error', 'warning', 'note']),
    code: z.string().describe('Stable kebab-case identifier for programs, such as stale-series'),
    about: z.string().describe('A series, a file, or a path in the rule book'),
    message: z.string().describe('What is wrong'),
    remedy: z.string().describe('What to do about it'),
  })
  .meta({ id: 'problem' });

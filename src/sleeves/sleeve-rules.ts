import { z } from 'zod';
import { type SleeveDefinition, sleeveDefinition } from './definition.ts';
import { NINE_SLEEVES } from './definitions/all.ts';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Through the schema, so that their keys stand in its order and the book shown has one form. */
const nine = z.record(z.string(), sleeveDefinition).parse(NINE_SLEEVES);

/**
 * The section of the rule book: a definition for each id. The nine are there unless defined otherwise; other ids are the
 * user's own. A definition is given whole: a rule half replaced would follow nobody's method.
 */
export const sleeveRules = z
  .record(z.string().regex(ID), sleeveDefinition, {
    error: ({ code }) => (code === 'invalid_key' ? 'an id must be like low-volatility-50' : undefined),
  })
  .transform((own): Readonly<Record<string, SleeveDefinition>> => ({ ...nine, ...own }));

export type SleeveRules = z.infer<typeof sleeveRules>;
export const DEFAULT_SLEEVE_RULES: SleeveRules = sleeveRules.parse({});

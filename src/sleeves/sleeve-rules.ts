import { z } from 'zod';
import { type SleeveDefinition, sleeveDefinition } from './definition.ts';
import { NINE_SLEEVES } from './definitions/nine-sleeves.ts';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Parsed by the schema, so that keys follow its order and the rule book has one canonical form. */
const nine = z.record(z.string(), sleeveDefinition).parse(NINE_SLEEVES);

/**
 * The sleeves section of the rule book: a definition per id. The nine defaults are included unless redefined; other ids
 * are the user's own. A definition is replaced as a whole: a partial one would follow no published methodology.
 */
export const sleeveRules = z
  .record(z.string().regex(ID), sleeveDefinition, {
    error: ({ code }) =>
      code === 'invalid_key'
        ? 'a sleeve id is lower-case words joined by hyphens, e.g. low-volatility-50'
        : undefined,
  })
  .transform((own): Readonly<Record<string, SleeveDefinition>> => ({ ...nine, ...own }));

/** Definitions of sleeves by id: the nine, and those that a rule book changes or adds. */
export type SleeveRules = z.infer<typeof sleeveRules>;
/** The nine sleeves as TRRM defines them. */
export const DEFAULT_SLEEVE_RULES: SleeveRules = sleeveRules.parse({});

import { z } from 'zod';
import { type SleeveDefinition, sleeveDefinition } from './definition.ts';
import { NINE_SLEEVES } from './definitions/all.ts';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The section of the rule book: a definition for each id. The nine are there unless defined otherwise; other ids are the user's own. */
export const sleeveRules = z
  .record(z.string().regex(ID, 'must be an id like low-volatility-50'), sleeveDefinition)
  .transform((own): Readonly<Record<string, SleeveDefinition>> => ({ ...NINE_SLEEVES, ...own }));

export type SleeveRules = z.infer<typeof sleeveRules>;
export const DEFAULT_SLEEVE_RULES: SleeveRules = sleeveRules.parse({});

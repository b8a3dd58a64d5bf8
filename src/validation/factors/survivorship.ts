import type { CompanyFacts } from '../../market/stocks/companies/company-facts.ts';
import type { SleeveDefinition } from '../../sleeves/definition.ts';

/**
 * Whether a sleeve's universe is free of survivorship bias: it selects among the constituents of an index whose membership
 * is known through time and which all have prices. A membership list that nobody ever left is a snapshot of one day, and
 * not free of bias.
 */
export const isSurvivorshipFree = (
  { parentIndex }: SleeveDefinition['universe'],
  { memberships, unpriced }: CompanyFacts,
): boolean =>
  parentIndex !== undefined &&
  memberships.some((m) => m.index === parentIndex && !m.isMember) &&
  !unpriced.some((m) => m.index === parentIndex);

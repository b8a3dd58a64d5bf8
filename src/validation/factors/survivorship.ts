import type { CompanyFacts } from '../../market/stocks/companies/company-facts.ts';
import type { SleeveDefinition } from '../../sleeves/definition.ts';

/**
 * Whether companies that failed later could be chosen while they were there: where a sleeve chooses among the members of an
 * index who are told through time and all have prices. Where nobody ever left, they are those of one day.
 */
export const couldFailuresBeChosen = (
  { members }: SleeveDefinition['universe'],
  { memberships, unpriced }: CompanyFacts,
): boolean =>
  members !== undefined &&
  memberships.some((m) => m.index === members && !m.isMember) &&
  !unpriced.some((m) => m.index === members);

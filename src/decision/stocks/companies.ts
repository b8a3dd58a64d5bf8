import type { Problem } from '../../market/problem.ts';
import type { Issuer } from '../../market/stocks/day-slice.ts';
import type { ListedIssuer } from '../../market/stocks/companies/issuer-list.ts';
import { INDUSTRIES } from '../../risk/factors.ts';
import { mapIndustries } from '../../risk/exposures/industries.ts';
import type { SleeveIssuer } from '../../sleeves/sleeve-issuer.ts';

/** The companies of a store as INEC-1 takes them: with one of its industries, or a problem that says why not. */
export function riskIssuers(listed: readonly ListedIssuer[]): {
  readonly issuers: Issuer[];
  readonly problems: readonly Problem[];
} {
  const { industry, problems } = mapIndustries(listed);
  const issuers = listed.map(({ isin, symbol, name, listedOn }, i): Issuer => {
    return { isin, symbol, name, listedOn, industry: industry[i]! };
  });
  return { issuers, problems };
}

/** The same companies as sleeves take them: the sector is the industry of the risk model. */
export const sleeveIssuers = (issuers: readonly Issuer[]): SleeveIssuer[] =>
  issuers.map(({ isin, symbol, name, industry }) => {
    const sector = INDUSTRIES[industry]!;
    return { isin, symbol, name, sector, isFinancial: sector === 'BANKS' || sector === 'FINLSERV' };
  });

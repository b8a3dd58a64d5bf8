import type { Problem } from '../../src/market/problem.ts';
import type { Issuer } from '../../src/market/stocks/daily-slice.ts';
import type { ListedIssuer } from '../../src/market/stocks/companies/issuer-list.ts';
import { INDUSTRIES } from '../../src/risk/factors.ts';
import { mapIndustries } from '../../src/risk/exposures/industries.ts';
import type { SleeveIssuer } from '../../src/sleeves/sleeve-issuer.ts';

/** The store's issuers as input of INEC-1, each with an INEC-1 industry; a problem for each without one. */
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

/** The same issuers as input of sleeves: the sector is the risk model's industry. */
export const sleeveIssuers = (issuers: readonly Issuer[]): SleeveIssuer[] =>
  issuers.map(({ isin, symbol, name, industry }) => {
    const sector = INDUSTRIES[industry]!;
    return { isin, symbol, name, sector, isFinancial: sector === 'BANKS' || sector === 'FINLSERV' };
  });

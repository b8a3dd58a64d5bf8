import type { Store } from '../market/store.ts';
import { INDUSTRIES } from '../risk/factors.ts';
import { mapIndustries } from '../risk/industries.ts';
import type { SleeveIssuer } from '../sleeves/sleeve-issuer.ts';

/** Companies as sleeves see them; the sector is the industry of the risk model. */
export function sleeveIssuers(listed: Awaited<ReturnType<Store['stocks']>>['issuers']) {
  const { industry, problems } = mapIndustries(listed);
  const issuers = listed.map(({ isin, symbol, name }, i): SleeveIssuer => {
    const sector = INDUSTRIES[industry[i]!]!;
    return { isin, symbol, name, sector, isFinancial: sector === 'BANKS' || sector === 'FINLSERV' };
  });
  return { issuers, problems };
}

import { isDeepStrictEqual } from 'node:util';
import type { Day } from '../../market/day.ts';
import type { Issuer } from '../../market/stocks/daily-slice.ts';
import { issuerKey } from '../issuer-key.ts';
import type { RiskModelStore } from './model-store.ts';
import type { RiskRules } from '../risk-rules.ts';

/** The inputs with which a model store would be extended. */
export interface Extension {
  readonly issuers: readonly Issuer[];
  readonly rules: RiskRules;
  readonly simulated: boolean;
  /**
   * [N]: the first day with data other than prices for each issuer; null if there is none (`StockMarket.fundamentalsFrom`).
   */
  readonly fundamentalsFrom: readonly (Day | null)[];
}

/**
 * Whether a model store can be extended. Issuers may be appended if nothing was known of them by the store's last
 * session. Different rules, or an issuer with a different industry, listing date or past, would change sessions
 * already stored, so the model must be rebuilt.
 */
export function canExtend(
  store: RiskModelStore,
  { issuers, rules, simulated, fundamentalsFrom }: Extension,
): boolean {
  const last = store.sessions.at(-1)?.day;
  if (last === undefined || store.issuers.length > issuers.length) return false;
  const requested: unknown = JSON.parse(JSON.stringify([simulated, rules]));
  return (
    isDeepStrictEqual([store.simulated, store.rules], requested) &&
    issuers.every((issuer, i) => {
      const known = store.issuers[i];
      return known ? isSameIssuer(known, issuer) : (fundamentalsFrom[i] ?? Infinity) > last;
    })
  );
}

/** Whether two records of an issuer are the same to the model; names and symbols may change. */
const isSameIssuer = (a: Issuer, b: Issuer): boolean =>
  issuerKey(a) === issuerKey(b) && a.industry === b.industry && a.listedOn === b.listedOn;

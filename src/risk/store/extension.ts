import { isDeepStrictEqual } from 'node:util';
import type { Day } from '../../market/day.ts';
import type { Issuer } from '../day-slice.ts';
import { issuerKey } from '../issuer-key.ts';
import type { RiskRecord } from './model-store.ts';
import type { RiskRules } from '../risk-rules.ts';

/** What a record is to be gone on with. */
export interface Extension {
  readonly issuers: readonly Issuer[];
  readonly rules: RiskRules;
  readonly simulated: boolean;
  /** From when on anything but prices is known of each issuer; null where nothing is (`StockMarket.heardFrom`). */
  readonly heardFrom: readonly (Day | null)[];
}

/**
 * Whether a record can be added to. Companies may be appended of which nothing is known by the record's last session;
 * other rules, or one whose past or industry is another, change the sessions that are there, so the model is built anew.
 */
export function canExtend(record: RiskRecord, { issuers, rules, simulated, heardFrom }: Extension): boolean {
  const last = record.sessions.at(-1)?.day;
  if (last === undefined || record.issuers.length > issuers.length) return false;
  const asKept: unknown = JSON.parse(JSON.stringify([simulated, rules]));
  return (
    isDeepStrictEqual([record.simulated, record.rules], asKept) &&
    issuers.every((issuer, i) => {
      const known = record.issuers[i];
      return known ? isSame(known, issuer) : (heardFrom[i] ?? Infinity) > last;
    })
  );
}

/** In all that tells on the model; names and symbols change now and then. */
const isSame = (a: Issuer, b: Issuer): boolean =>
  issuerKey(a) === issuerKey(b) && a.industry === b.industry && a.listedOn === b.listedOn;

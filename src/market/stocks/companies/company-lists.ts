import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../../day.ts';
import { asDay, rowsOf } from '../../store/sql.ts';
import type { FaceValue } from '../share-terms.ts';

/** What a list says of one company. */
export interface Told {
  readonly series: string;
  readonly symbol: string | null;
  readonly isin: string | null;
  readonly company: string | null;
  readonly industry: string | null;
  /** Whether the word is one of the sectors of NSE's lists of constituents, which are wide. */
  readonly isSector: boolean;
  readonly faceValue: FaceValue | null;
}

/** What the lists of the imports up to one say, those known first before the others. */
export async function readLists(connection: DuckDBConnection, throughImport: number): Promise<Told[]> {
  const rows = await rowsOf<
    [string, string | null, string | null, string | null, string | null, number | null, boolean, Day]
  >(
    connection,
    `SELECT series, symbol, isin, company, industry, face_value, is_sector, ${asDay('known_on')} FROM (
       SELECT known_on, file, line, series, symbol, isin, company, industry, face_value, false AS is_sector FROM classification
       UNION ALL
       SELECT known_on, file, line, isin, symbol, isin, company, industry, NULL, true FROM constituent WHERE isin <> ''
     ) WHERE file <= ${throughImport} ORDER BY known_on, file, line`,
  );
  return rows.map(([series, symbol, isin, company, industry, rupees, isSector, on]) => ({
    series,
    symbol,
    isin,
    company,
    industry,
    faceValue: rupees === null ? null : { rupees, on },
    isSector,
  }));
}

/** What all lists together say of a company; words of industries newest first. */
export interface Said {
  readonly company: string | null;
  readonly faceValue: FaceValue | null;
  readonly industries: readonly string[];
  readonly sectors: readonly string[];
}

/** Later lists overrule earlier ones, figure by figure. */
export const latestSaid = (before: Said | undefined, now: Told): Said => {
  const word = now.industry === null ? [] : [now.industry];
  return {
    company: now.company ?? before?.company ?? null,
    faceValue: now.faceValue ?? before?.faceValue ?? null,
    industries: [...(now.isSector ? [] : word), ...(before?.industries ?? [])],
    sectors: [...(now.isSector ? word : []), ...(before?.sectors ?? [])],
  };
};

import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../../day.ts';
import { asDay, rowsOf } from '../../store/sql.ts';
import type { FaceValue } from '../capital-changes.ts';

/** One company in a list. */
export interface ListEntry {
  readonly series: string;
  readonly symbol: string | null;
  readonly isin: string | null;
  readonly company: string | null;
  readonly industry: string | null;
  /** Whether `industry` is one of the broad sectors of NSE's lists of constituents. */
  readonly isSector: boolean;
  readonly faceValue: FaceValue | null;
}

/**
 * The entries of all lists imported up to `throughImport`, in the order in which they became known; those of one day by
 * list and company, so that the order of import does not matter.
 */
export async function readCompanyLists(
  connection: DuckDBConnection,
  throughImport: number,
): Promise<ListEntry[]> {
  const rows = await rowsOf<
    [string, string | null, string | null, string | null, string | null, number | null, boolean, Day]
  >(
    connection,
    `SELECT series, symbol, isin, company, industry, face_value, is_sector, ${asDay('known_on')} FROM (
       SELECT known_on, list, file, line, series, symbol, isin, company, industry, face_value, false AS is_sector FROM classification
       UNION ALL
       SELECT known_on, series, file, line, isin, symbol, isin, company, industry, NULL, true FROM constituent WHERE isin <> ''
     ) WHERE file <= ${throughImport} ORDER BY known_on, list, series, file, line`,
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

/** The description of a company from all lists; industries newest first. */
export interface CompanyDescription {
  readonly company: string | null;
  readonly faceValue: FaceValue | null;
  readonly industries: readonly string[];
  readonly sectors: readonly string[];
}

/** Merges an entry into a description: later lists override earlier ones, field by field. */
export const updatedDescription = (
  before: CompanyDescription | undefined,
  now: ListEntry,
): CompanyDescription => {
  const industry = now.industry === null ? [] : [now.industry];
  return {
    company: now.company ?? before?.company ?? null,
    faceValue: now.faceValue ?? before?.faceValue ?? null,
    industries: [...(now.isSector ? [] : industry), ...(before?.industries ?? [])],
    sectors: [...(now.isSector ? industry : []), ...(before?.sectors ?? [])],
  };
};

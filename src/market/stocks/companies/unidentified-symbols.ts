import type { DuckDBConnection } from '@duckdb/node-api';
import type { Problem } from '../../problem.ts';
import { rowsOf } from '../../store/sql.ts';

/**
 * Symbols with prices that no list and no bhavcopy in the store identifies as a stock: files without ISINs contain
 * funds, entitlements and stocks alike.
 *
 * @param throughImport the last import to consider.
 * @returns in alphabetical order.
 */
export async function unidentifiedSymbolsIn(
  connection: DuckDBConnection,
  throughImport: number,
): Promise<string[]> {
  const isin = "'[A-Z]{2}[0-9A-Z]{9}[0-9]'";
  const share = "'INE[0-9A-Z]{4}01[0-9A-Z]{2}[0-9]'";
  const rows = await rowsOf<[string]>(
    connection,
    `SELECT DISTINCT series FROM stock_bar
     WHERE file <= ${throughImport} AND NOT regexp_full_match(series, ${isin}) AND series NOT IN (
       SELECT symbol FROM stock_bar WHERE file <= ${throughImport} AND regexp_full_match(series, ${share})
       UNION SELECT symbol FROM constituent WHERE file <= ${throughImport} AND regexp_full_match(isin, ${share})
       UNION SELECT symbol FROM classification
         WHERE file <= ${throughImport} AND symbol IS NOT NULL AND isin IS NOT NULL AND regexp_full_match(isin, ${share}))
     ORDER BY series`,
  );
  return rows.map(([series]) => series);
}

const SHOWN = 5;

/** The symbols as a problem of an import; none if every one is known. */
export const unidentifiedSymbols = (symbols: readonly string[]): Problem[] =>
  symbols.length === 0
    ? []
    : [
        {
          severity: 'note',
          code: 'unidentified-symbol',
          about: 'stocks',
          message:
            `${symbols.length === 1 ? '1 symbol is not identified as a stock' : `${symbols.length.toLocaleString('en-IN')} symbols are not identified as stocks`}: ` +
            `${symbols.slice(0, SHOWN).join(', ')}${symbols.length > SHOWN ? ', …' : ''}. ` +
            'Their files have no ISIN, so they may be funds.',
          remedy:
            'Import a file that gives their ISINs: a bhavcopy with ISINs, NSE’s EQUITY_L.csv or its lists of index constituents.',
        },
      ];

import { join } from 'node:path';
import { type DuckDBAppender, type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type Day, iso } from '../../market/day.ts';
import { makeFolder } from '../../market/files/make-folder.ts';
import type { Issuer } from '../../market/stocks/daily-slice.ts';
import { DESCRIPTORS } from '../exposures/descriptors/styles.ts';
import { tStatistic } from '../regression/factor-returns.ts';
import { FACTORS, INDUSTRIES, STYLE_AT, STYLES } from '../factors.ts';
import { HORIZONS } from '../covariance/factor-forecast.ts';
import { forecastAt, type RiskSession } from './daily-record.ts';
import { UNIVERSE_STATUSES } from '../exposures/universe.ts';

/** A file written by the export. */
export interface ExportedFile {
  readonly file: string;
  readonly rows: number;
}

/** A table of the export: its columns, and the rows that each session contributes. */
interface ExportTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: (session: RiskSession, issuers: readonly Issuer[]) => Iterable<readonly (string | number)[]>;
}

const columnList = (...columns: string[]): string[] => columns;
const styleColumns = STYLES.map((s) => `${s.toLowerCase()} DOUBLE`);

/**
 * Days are ISO dates; returns and risks are daily decimals; market capitalisation is in ₹ crore; a missing value is
 * an empty cell. `imputed` lists the styles imputed for lack of descriptors; `universe_status` explains why an issuer
 * is in the estimation universe or not. Covariances are those of the forecast for a horizon in sessions;
 * `factor_volatility` has the volatility of each factor, and that of its pure factor portfolio, which has the specific
 * risk of its stocks besides.
 */
const TABLES: readonly ExportTable[] = [
  {
    name: 'factor_returns',
    columns: columnList(
      'factor VARCHAR',
      'factor_return DOUBLE',
      'standard_error DOUBLE',
      't_statistic DOUBLE',
      'vif DOUBLE',
    ),
    rows: function* ({ factorReturns, standardErrors, vif, method }) {
      if (method === 'none') return;
      for (const [k, factor] of FACTORS.entries()) {
        const [f, error] = [factorReturns[k]!, standardErrors[k]!];
        yield [factor, f, error, tStatistic(f, error), vif[k - STYLE_AT] ?? NaN];
      }
    },
  },
  {
    name: 'fit',
    columns: columnList(
      'method VARCHAR',
      'stocks INTEGER',
      'trimmed INTEGER',
      'r_squared DOUBLE',
      'adjusted_r_squared DOUBLE',
      'r_squared_about_zero DOUBLE',
      'condition DOUBLE',
    ),
    rows: function* ({ method, stocks, trimmed, rSquared, adjustedRSquared, rSquaredAboutZero, condition }) {
      yield [method, stocks, trimmed, rSquared, adjustedRSquared, rSquaredAboutZero, condition];
    },
  },
  {
    name: 'dropped_values',
    columns: columnList('style VARCHAR', 'descriptor VARCHAR', 'dropped INTEGER'),
    rows: function* ({ dropped }) {
      for (const [d, { style, descriptor }] of DESCRIPTORS.entries())
        if (dropped[d]! > 0) yield [style, descriptor.name, dropped[d]!];
    },
  },
  {
    name: 'exposures',
    columns: columnList(
      'isin VARCHAR',
      'symbol VARCHAR',
      'industry VARCHAR',
      'market_cap DOUBLE',
      'in_estimation INTEGER',
      'universe_status VARCHAR',
      ...styleColumns,
      'imputed VARCHAR',
    ),
    rows: function* ({ styles, industry, marketCap, inEstimation, universeStatus, flags }, issuers) {
      for (let i = 0; i < marketCap.length; i++) {
        if (Number.isNaN(styles[i * STYLES.length]!)) continue;
        const { isin, symbol } = issuers[i]!;
        const own = styles.subarray(i * STYLES.length, (i + 1) * STYLES.length);
        const imputed = STYLES.filter((_, s) => (flags[i]! & (1 << s)) !== 0).join(' ');
        const what = [isin, symbol, INDUSTRIES[industry[i]!]!, marketCap[i]!, inEstimation[i]!];
        yield [...what, UNIVERSE_STATUSES[universeStatus[i]!]!, ...own, imputed];
      }
    },
  },
  {
    name: 'specific_risk',
    columns: columnList(
      'isin VARCHAR',
      'symbol VARCHAR',
      'specific_return DOUBLE',
      'residual_scale DOUBLE',
      'specific_volatility DOUBLE',
    ),
    rows: function* ({ residuals, residualScale, specificVolatility }, issuers) {
      for (let i = 0; i < residuals.length; i++) {
        if (Number.isNaN(specificVolatility[i]!)) continue;
        const { isin, symbol } = issuers[i]!;
        yield [isin, symbol, residuals[i]!, residualScale[i]!, specificVolatility[i]!];
      }
    },
  },
  {
    name: 'factor_covariance',
    columns: columnList('horizon INTEGER', 'factor VARCHAR', 'other VARCHAR', 'covariance DOUBLE'),
    rows: function* (session) {
      if (session.factorForecast === null) return;
      for (const horizon of HORIZONS) {
        const { covariance } = forecastAt(session, horizon);
        for (const [i, factor] of FACTORS.entries())
          for (let j = 0; j <= i; j++)
            yield [horizon, factor, FACTORS[j]!, covariance[i * FACTORS.length + j]!];
      }
    },
  },
  {
    name: 'factor_volatility',
    columns: columnList(
      'horizon INTEGER',
      'factor VARCHAR',
      'factor_volatility DOUBLE',
      'pure_portfolio_volatility DOUBLE',
    ),
    rows: function* (session) {
      if (session.factorForecast === null) return;
      const { latestError } = session.factorForecast;
      for (const horizon of HORIZONS) {
        const { covariance } = forecastAt(session, horizon);
        for (const [k, factor] of FACTORS.entries()) {
          const at = k * (FACTORS.length + 1);
          yield [horizon, factor, Math.sqrt(covariance[at]!), Math.sqrt(covariance[at]! + latestError[at]!)];
        }
      }
    },
  },
];

/** Writes sessions as CSV and Parquet, one table a kind of figure. */
export async function exportSessions(
  sessions: Iterable<RiskSession>,
  issuers: readonly Issuer[],
  folder: string,
  progress: (day: Day) => void,
): Promise<ExportedFile[]> {
  makeFolder(folder);
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '300MB', temp_directory: folder });
  const connection = await instance.connect();
  try {
    const appenders = await Promise.all(TABLES.map((table) => openTable(connection, table)));
    for (const session of sessions) {
      TABLES.forEach((table, k) => append(appenders[k]!, session, table.rows(session, issuers)));
      progress(session.day);
    }
    for (const appender of appenders) appender.closeSync();
    const written: ExportedFile[] = [];
    for (const table of TABLES) written.push(...(await copy(connection, table, folder)));
    return written;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function openTable(
  connection: DuckDBConnection,
  { name, columns }: ExportTable,
): Promise<DuckDBAppender> {
  await connection.run(`CREATE TABLE ${name} (day VARCHAR, ${columns.join(', ')})`);
  return connection.createAppender(name);
}

function append(
  appender: DuckDBAppender,
  { day }: RiskSession,
  rows: Iterable<readonly (string | number)[]>,
): void {
  for (const row of rows) {
    appender.appendVarchar(iso(day));
    for (const cell of row) {
      if (typeof cell === 'string') appender.appendVarchar(cell);
      else if (!Number.isFinite(cell)) appender.appendNull();
      else appender.appendDouble(cell);
    }
    appender.endRow();
  }
}

async function copy(
  connection: DuckDBConnection,
  { name, columns }: ExportTable,
  folder: string,
): Promise<ExportedFile[]> {
  const [[rows]] = (await (await connection.run(`SELECT count(*)::INTEGER FROM ${name}`)).getRowsJS()) as [
    [number],
  ];
  const path = (ending: string) => join(folder, `${name}.${ending}`);
  // In CSV, a symbol that a spreadsheet would evaluate as a formula is prefixed with an apostrophe; Parquet keeps it
  // as is.
  const inert = columns.some((c) => c.startsWith('symbol'))
    ? `(SELECT * REPLACE (CASE WHEN symbol SIMILAR TO '[-=+@].*' THEN '''' || symbol ELSE symbol END AS symbol) FROM ${name})`
    : name;
  await connection.run(`COPY ${inert} TO '${path('csv').replaceAll("'", "''")}' (HEADER)`);
  await connection.run(`COPY ${name} TO '${path('parquet').replaceAll("'", "''")}' (FORMAT parquet)`);
  return ['csv', 'parquet'].map((ending) => ({ file: path(ending), rows }));
}

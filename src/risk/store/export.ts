import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBAppender, type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type Day, iso } from '../../market/day.ts';
import type { Issuer } from '../day-slice.ts';
import { DESCRIPTORS } from '../exposures/descriptors/styles.ts';
import { tStatistic } from '../regression/factor-returns.ts';
import { FACTORS, INDUSTRIES, STYLE_AT, STYLES } from '../factors.ts';
import type { RiskSession } from './daily-record.ts';
import { STANDINGS } from '../exposures/universe.ts';

/** A file that was written. */
export interface Exported {
  readonly file: string;
  readonly rows: number;
}

/** A table of the export: its columns, and the rows that a session adds to it. */
interface ExportTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: (session: RiskSession, issuers: readonly Issuer[]) => Iterable<readonly (string | number)[]>;
}

const named = (...columns: string[]): string[] => columns;
const styleColumns = STYLES.map((s) => `${s.toLowerCase()} DOUBLE`);

/**
 * Days ISO; returns and risks daily, in decimals; ₹ crore; an empty cell where there is nothing. `fitted` names the styles
 * that were fitted for want of descriptors, `standing` says why a name is in the estimation universe or not.
 */
const TABLES: readonly ExportTable[] = [
  {
    name: 'factor_returns',
    columns: named(
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
    columns: named(
      'method VARCHAR',
      'stocks INTEGER',
      'trimmed INTEGER',
      'r_squared DOUBLE',
      'adjusted_r_squared DOUBLE',
      'r_squared_about_zero DOUBLE',
      'condition DOUBLE',
    ),
    rows: function* ({ method, names, trimmed, rSquared, adjustedRSquared, rSquaredAboutZero, condition }) {
      yield [method, names, trimmed, rSquared, adjustedRSquared, rSquaredAboutZero, condition];
    },
  },
  {
    name: 'dropped_values',
    columns: named('style VARCHAR', 'descriptor VARCHAR', 'dropped INTEGER'),
    rows: function* ({ dropped }) {
      for (const [d, { style, descriptor }] of DESCRIPTORS.entries())
        if (dropped[d]! > 0) yield [style, descriptor.name, dropped[d]!];
    },
  },
  {
    name: 'exposures',
    columns: named(
      'isin VARCHAR',
      'symbol VARCHAR',
      'industry VARCHAR',
      'market_cap DOUBLE',
      'in_estimation INTEGER',
      'standing VARCHAR',
      ...styleColumns,
      'fitted VARCHAR',
    ),
    rows: function* ({ styles, industry, marketCap, inEstimation, standing, flags }, issuers) {
      for (let i = 0; i < marketCap.length; i++) {
        if (Number.isNaN(styles[i * STYLES.length]!)) continue;
        const { isin, symbol } = issuers[i]!;
        const own = styles.subarray(i * STYLES.length, (i + 1) * STYLES.length);
        const fitted = STYLES.filter((_, s) => (flags[i]! & (1 << s)) !== 0).join(' ');
        const what = [isin, symbol, INDUSTRIES[industry[i]!]!, marketCap[i]!, inEstimation[i]!];
        yield [...what, STANDINGS[standing[i]!]!, ...own, fitted];
      }
    },
  },
  {
    name: 'specific_risk',
    columns: named('isin VARCHAR', 'symbol VARCHAR', 'specific_return DOUBLE', 'specific_volatility DOUBLE'),
    rows: function* ({ residuals, specificVolatility }, issuers) {
      for (let i = 0; i < residuals.length; i++) {
        if (Number.isNaN(specificVolatility[i]!)) continue;
        yield [issuers[i]!.isin, issuers[i]!.symbol, residuals[i]!, specificVolatility[i]!];
      }
    },
  },
  {
    name: 'factor_covariance',
    columns: named('factor VARCHAR', 'other VARCHAR', 'covariance DOUBLE'),
    rows: function* ({ covariance }) {
      if (Number.isNaN(covariance[0]!)) return;
      for (const [i, factor] of FACTORS.entries())
        for (let j = 0; j <= i; j++) yield [factor, FACTORS[j]!, covariance[i * FACTORS.length + j]!];
    },
  },
];

/** Writes sessions as CSV and Parquet, one table a kind of figure. */
export async function exportSessions(
  sessions: Iterable<RiskSession>,
  issuers: readonly Issuer[],
  folder: string,
  progress: (day: Day) => void,
): Promise<Exported[]> {
  mkdirSync(folder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '300MB', temp_directory: folder });
  const connection = await instance.connect();
  try {
    const appenders = await Promise.all(TABLES.map((table) => openTable(connection, table)));
    for (const session of sessions) {
      TABLES.forEach((table, k) => append(appenders[k]!, session, table.rows(session, issuers)));
      progress(session.day);
    }
    for (const appender of appenders) appender.closeSync();
    const written: Exported[] = [];
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
): Promise<Exported[]> {
  const [[rows]] = (await (await connection.run(`SELECT count(*)::INTEGER FROM ${name}`)).getRowsJS()) as [
    [number],
  ];
  const path = (ending: string) => join(folder, `${name}.${ending}`);
  // In CSV a symbol that a spreadsheet would run as a formula gets an apostrophe; Parquet holds it as it is.
  const inert = columns.some((c) => c.startsWith('symbol'))
    ? `(SELECT * REPLACE (CASE WHEN symbol SIMILAR TO '[-=+@].*' THEN '''' || symbol ELSE symbol END AS symbol) FROM ${name})`
    : name;
  await connection.run(`COPY ${inert} TO '${path('csv').replaceAll("'", "''")}' (HEADER)`);
  await connection.run(`COPY ${name} TO '${path('parquet').replaceAll("'", "''")}' (FORMAT parquet)`);
  return ['csv', 'parquet'].map((ending) => ({ file: path(ending), rows }));
}

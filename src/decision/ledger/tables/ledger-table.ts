import type { DuckDBConnection } from '@duckdb/node-api';
import { userError } from '../../../market/problem.ts';
import type { Store } from '../../../market/store/store.ts';
import { rowsOf } from '../../../market/store/sql.ts';
import { ATTACHED_DDL, readAttachedRows } from './attached-table.ts';
import type { StoredTexts, LedgerEntry } from '../entries/ledger-entry.ts';
import type { NoteEntry } from '../entries/ledger-note.ts';

/** A store, as far as the ledger needs it. */
export type LedgerStore = Pick<Store, 'transaction'>;

/** An entry with the texts stored in it. */
export interface LedgerEntryWithTexts extends LedgerEntry {
  readonly texts: StoredTexts;
}

/** The last entry, stored separately: without it, entries removed from the end would leave a valid chain. */
export interface LedgerHead {
  readonly seq: number;
  readonly hash: string;
}

const DDL = `
  CREATE TABLE IF NOT EXISTS ledger (
    seq INTEGER NOT NULL, as_of VARCHAR NOT NULL, decision_sha256 VARCHAR NOT NULL, rulebook_sha256 VARCHAR NOT NULL,
    portfolio_file VARCHAR, portfolio_sha256 VARCHAR, through_import INTEGER NOT NULL, recorded_on VARCHAR NOT NULL,
    previous VARCHAR NOT NULL, hash VARCHAR NOT NULL,
    decision VARCHAR NOT NULL, rulebook VARCHAR NOT NULL, portfolio VARCHAR
  );
  CREATE TABLE IF NOT EXISTS ledger_head (seq INTEGER NOT NULL, hash VARCHAR NOT NULL);
  CREATE TABLE IF NOT EXISTS ledger_note (
    seq INTEGER NOT NULL, as_of VARCHAR NOT NULL, about INTEGER, scenario VARCHAR NOT NULL, note VARCHAR NOT NULL,
    figures VARCHAR NOT NULL, author VARCHAR NOT NULL, recorded_on VARCHAR NOT NULL, previous VARCHAR NOT NULL,
    hash VARCHAR NOT NULL
  );
  ${ATTACHED_DDL}`;

/** Runs `work` on the ledger's tables in one transaction, creating the tables where they do not exist. */
export const writeLedger = <T>(
  store: LedgerStore,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> =>
  store.transaction(async (connection) => {
    await connection.run(DDL);
    return work(connection);
  });

/** Runs `work` read-only on the ledger; returns `empty` where the store has no ledger yet. */
export const readLedger = <T>(
  store: LedgerStore,
  work: (connection: DuckDBConnection) => Promise<T>,
  empty: T,
): Promise<T> =>
  store.transaction(async (connection) => {
    const tables = await rowsOf(
      connection,
      "SELECT 1 FROM duckdb_tables() WHERE table_name IN ('ledger', 'ledger_head')",
    );
    if (tables.length === 1)
      throw userError(
        'ledger-broken',
        'ledger',
        'One of its two tables is missing.',
        'Restore a copy of the store whose ledger verifies.',
      );
    return tables.length === 0 ? empty : work(connection);
  });

const FIELDS =
  'seq, as_of, decision_sha256, rulebook_sha256, portfolio_file, portfolio_sha256, through_import, recorded_on, previous, hash';
type Row = [number, string, string, string, string | null, string | null, number, string, string, string];

const entryOf = (row: Row): LedgerEntry => {
  const [seq, asOf, decision, rulebook, file, sha256, throughImport, recordedOn, previous, hash] = row;
  const portfolio = file === null || sha256 === null ? null : { file, sha256 };
  return { seq, asOf, decision, rulebook, portfolio, throughImport, recordedOn, previous, hash };
};

/** All entries in order, without their texts. */
export const readEntries = async (connection: DuckDBConnection): Promise<LedgerEntry[]> =>
  (await rowsOf<Row>(connection, `SELECT ${FIELDS} FROM ledger ORDER BY seq, hash`)).map(entryOf);

/** The entries from `first` to `last` in order, with their texts. */
export async function readWithTexts(
  connection: DuckDBConnection,
  first: number,
  last: number,
): Promise<LedgerEntryWithTexts[]> {
  const rows = await rowsOf<[string, string, string | null, ...Row]>(
    connection,
    `SELECT decision, rulebook, portfolio, ${FIELDS} FROM ledger WHERE seq BETWEEN ${first} AND ${last} ORDER BY seq, hash`,
  );
  return rows.map(([decision, rulebook, text, ...row]) => {
    const entry = entryOf(row);
    const portfolio = text === null ? null : { file: entry.portfolio?.file ?? '', text };
    return { ...entry, texts: { decision, rulebook, portfolio } };
  });
}

type NoteRow = [number, string, number | null, string, string, string, string, string, string, string];

/** All notes in order; none in a store of a version that did not record them. */
export async function readNotes(connection: DuckDBConnection): Promise<NoteEntry[]> {
  const [table] = await rowsOf(
    connection,
    "SELECT 1 FROM duckdb_tables() WHERE table_name = 'ledger_note' AND NOT temporary",
  );
  if (!table) return [];
  const rows = await rowsOf<NoteRow>(
    connection,
    'SELECT seq, as_of, about, scenario, note, figures, author, recorded_on, previous, hash FROM ledger_note ORDER BY seq, hash',
  );
  return rows.map(([seq, asOf, about, scenario, text, figures, author, recordedOn, previous, hash]) => ({
    kind: 'note',
    seq,
    asOf,
    about,
    payload: { scenario, text, figures },
    author,
    recordedOn,
    previous,
    hash,
  }));
}

export async function readHead(connection: DuckDBConnection): Promise<LedgerHead | null> {
  const [row] = await rowsOf<[number, string]>(connection, 'SELECT seq, hash FROM ledger_head');
  return row ? { seq: row[0], hash: row[1] } : null;
}

/** The last entry of any kind, to which the next one is chained; null in an empty ledger. */
export async function lastLink(
  connection: DuckDBConnection,
  entries: readonly LedgerEntry[],
): Promise<LedgerHead | null> {
  const notes = await readNotes(connection);
  const attached = await readAttachedRows(connection);
  const last = [entries.at(-1), notes.at(-1), attached.at(-1)].reduce<LedgerHead | null>(
    (a, b) => (b && b.seq > (a?.seq ?? 0) ? b : a),
    null,
  );
  const head = await readHead(connection);
  if (last?.seq === head?.seq && last?.hash === head?.hash) return last;
  throw userError(
    'ledger-broken',
    'ledger',
    'The last entry is not the one last written; nothing was added.',
    'Run trrm ledger verify, and restore a copy of the store whose ledger verifies.',
  );
}

export async function addEntry(
  connection: DuckDBConnection,
  entry: LedgerEntry,
  texts: StoredTexts,
): Promise<void> {
  const { seq, asOf, decision, rulebook, portfolio, throughImport, recordedOn, previous, hash } = entry;
  await connection.run('INSERT INTO ledger VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)', [
    seq,
    asOf,
    decision,
    rulebook,
    portfolio?.file ?? null,
    portfolio?.sha256 ?? null,
    throughImport,
    recordedOn,
    previous,
    hash,
    texts.decision,
    texts.rulebook,
    texts.portfolio?.text ?? null,
  ]);
  await writeHead(connection, entry);
}

export async function addNoteEntry(connection: DuckDBConnection, note: NoteEntry): Promise<void> {
  const { seq, asOf, about, payload, author, recordedOn, previous, hash } = note;
  const { scenario, text, figures } = payload;
  await connection.run('INSERT INTO ledger_note VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
    seq,
    asOf,
    about,
    scenario,
    text,
    figures,
    author,
    recordedOn,
    previous,
    hash,
  ]);
  await writeHead(connection, note);
}

export async function writeHead(connection: DuckDBConnection, { seq, hash }: LedgerHead): Promise<void> {
  await connection.run('DELETE FROM ledger_head');
  await connection.run('INSERT INTO ledger_head VALUES ($1, $2)', [seq, hash]);
}

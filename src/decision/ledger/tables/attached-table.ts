import type { DuckDBConnection } from '@duckdb/node-api';
import { userError } from '../../../market/problem.ts';
import { rowsOf } from '../../../market/store/sql.ts';
import { ATTACHED_PAYLOADS, type AttachedEntry, type AttachedKind } from '../entries/attached-entry.ts';
import { canonicalJson } from '../../document/canonical-json.ts';
import type { PublishedFile } from '../../publish/manifest.ts';

/*
 * Packs and resolutions: a table of their own, so that the table of decisions is as older versions of the program made it.
 * `document` is the text of `pack.json`; pages and PDFs lie beside the store.
 */
export const ATTACHED_DDL = `
  CREATE TABLE IF NOT EXISTS ledger_attached (
    seq INTEGER NOT NULL, kind VARCHAR NOT NULL, as_of VARCHAR NOT NULL, about INTEGER, payload VARCHAR NOT NULL,
    files VARCHAR NOT NULL, document VARCHAR, author VARCHAR NOT NULL, recorded_on VARCHAR NOT NULL,
    previous VARCHAR NOT NULL, hash VARCHAR NOT NULL
  );`;

/** Name of the document that the row of a pack keeps. */
export const PACK_DOCUMENT = 'pack.json';

/** A row with the texts that it stores; `document` is null in a resolution. */
export interface AttachedRow {
  readonly seq: number;
  readonly kind: string;
  readonly asOf: string;
  readonly about: number | null;
  readonly payload: string;
  readonly files: string;
  readonly document: string | null;
  readonly author: string;
  readonly recordedOn: string;
  readonly previous: string;
  readonly hash: string;
}

type Cells = [
  number,
  string,
  string,
  number | null,
  string,
  string,
  string | null,
  string,
  string,
  string,
  string,
];

/** All rows in order; none in a store of a version that did not record them. */
export async function readAttachedRows(connection: DuckDBConnection): Promise<AttachedRow[]> {
  const [table] = await rowsOf(
    connection,
    "SELECT 1 FROM duckdb_tables() WHERE table_name = 'ledger_attached' AND NOT temporary",
  );
  if (!table) return [];
  const rows = await rowsOf<Cells>(
    connection,
    'SELECT seq, kind, as_of, about, payload, files, document, author, recorded_on, previous, hash FROM ledger_attached ORDER BY seq, hash',
  );
  return rows.map(
    ([seq, kind, asOf, about, payload, files, document, author, recordedOn, previous, hash]) => ({
      seq,
      kind,
      asOf,
      about,
      payload,
      files,
      document,
      author,
      recordedOn,
      previous,
      hash,
    }),
  );
}

/** The entry of a row; null where its texts are not what the program writes. */
export function attachedEntryOf(row: AttachedRow): AttachedEntry | null {
  const { seq, kind, asOf, about, author, recordedOn, previous, hash } = row;
  const payload = jsonOf(row.payload);
  const files = jsonOf(row.files);
  if (!isKind(kind) || !Array.isArray(files) || !ATTACHED_PAYLOADS[kind].safeParse(payload).success)
    return null;
  if (canonicalJson(payload) !== row.payload || canonicalJson(files) !== row.files) return null;
  const listed = files as readonly PublishedFile[];
  return {
    seq,
    kind,
    asOf,
    about,
    payload,
    files: listed,
    author,
    recordedOn,
    previous,
    hash,
  } as AttachedEntry;
}

const isKind = (kind: string): kind is AttachedKind => Object.hasOwn(ATTACHED_PAYLOADS, kind);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * All packs and resolutions in order.
 *
 * @throws UserError where a row is damaged.
 */
export async function readAttached(connection: DuckDBConnection): Promise<AttachedEntry[]> {
  return (await readAttachedRows(connection)).map((row) => {
    const entry = attachedEntryOf(row);
    if (entry) return entry;
    throw userError(
      'ledger-broken',
      `ledger entry ${row.seq}`,
      'Its payload or its list of files is damaged.',
      'Restore a copy of the store whose ledger verifies.',
    );
  });
}

/** @param document text of `pack.json`; null for a resolution. */
export async function addAttachedRow(
  connection: DuckDBConnection,
  entry: AttachedEntry,
  document: string | null,
): Promise<void> {
  const { seq, kind, asOf, about, payload, files, author, recordedOn, previous, hash } = entry;
  await connection.run('INSERT INTO ledger_attached VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
    seq,
    kind,
    asOf,
    about,
    canonicalJson(payload),
    canonicalJson(files),
    document,
    author,
    recordedOn,
    previous,
    hash,
  ]);
}

import { type UserError, userError } from '../problem.ts';

/** DuckDB's messages about unreadable file contents; it compares each block with a checksum. */
const DAMAGED =
  /Corrupt database file|checksum|database has been invalidated|INTERNAL Error|Serialization Error|Failed to deserialize|unexpected end of (file|stream)|Could not read enough bytes|metadata/i;

/** DuckDB's errors have no class of their own; each begins with its kind. */
const OF_DATABASE =
  /^(IO|INTERNAL|Internal|FATAL|Fatal|Serialization|Invalid|Invalid Input|Out of Range|TransactionContext) Error/;

/** The error to report for a damaged store, from the error that reading it threw; null for any other error. */
export function damagedStore(error: unknown, file: string): UserError | null {
  const message = error instanceof Error || hasMessage(error) ? error.message : '';
  if (!OF_DATABASE.test(message) || !DAMAGED.test(message)) return null;
  return userError(
    'store-damaged',
    file,
    `is damaged: what it holds does not match its own checksums (${message.split('\n')[0]!.slice(0, 200)}).`,
    'Go back to a copy of the store (trrm backup makes one), or import the files again into a new one.',
  );
}

const hasMessage = (error: unknown): error is { readonly message: string } =>
  typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';

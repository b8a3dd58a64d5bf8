import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { flushFolder } from './flush-folder.ts';
import { sha256 } from './sha256.ts';

/*
 * A JSON file that TRRM writes and later reads for its own use: `{"schema":…,"sha256":…,"contents":…}` on one
 * line. The hash is over the bytes of the contents, and all other bytes are fixed, so that one changed byte anywhere is
 * found. It protects against accidents and edits, not against someone who computes the hash again.
 */

const start = (schema: string): string => `{"schema":${JSON.stringify(schema)},"sha256":"`;
const MIDDLE = '","contents":';
const END = '}\n';
const HASH_LENGTH = 64;

/** The contents of a checksummed file. */
export type ChecksummedJson =
  | { readonly kind: 'intact'; readonly contents: unknown }
  /** Not JSON of this form, or of another schema. */
  | { readonly kind: 'other' }
  /** Of this schema, but not as it was written. */
  | { readonly kind: 'damaged' };

/**
 * Writes a checksummed file. Replaces it atomically, so that an interruption leaves the previous one, and flushes it to
 * the disk.
 */
export function writeChecksummedJson(file: string, schema: string, contents: unknown): void {
  const body = Buffer.from(JSON.stringify(contents));
  const text = [Buffer.from(`${start(schema)}${sha256(body)}${MIDDLE}`), body, Buffer.from(END)];
  writeFileSync(`${file}.new`, Buffer.concat(text), { flush: true });
  renameSync(`${file}.new`, file);
  flushFolder(dirname(file));
}

/** Reads a checksummed file. @throws the operating system's error. */
export function readChecksummedJson(file: string, schema: string): ChecksummedJson {
  const bytes = readFileSync(file);
  const head = Buffer.from(start(schema));
  const bodyAt = head.length + HASH_LENGTH + MIDDLE.length;
  if (!bytes.subarray(0, head.length).equals(head)) return { kind: otherOrDamaged(bytes) };
  const body = bytes.subarray(bodyAt, bytes.length - END.length);
  const hash = bytes.subarray(head.length, head.length + HASH_LENGTH).toString('latin1');
  const isIntact =
    bytes.subarray(head.length + HASH_LENGTH, bodyAt).equals(Buffer.from(MIDDLE)) &&
    bytes.subarray(bytes.length - END.length).equals(Buffer.from(END)) &&
    sha256(body) === hash;
  return isIntact ? { kind: 'intact', contents: JSON.parse(body.toString('utf8')) } : { kind: 'damaged' };
}

/** A file of another schema states it; one without a schema is damaged, or was not written by this program. */
function otherOrDamaged(bytes: Buffer): 'other' | 'damaged' {
  return /^\{\s*"schema"\s*:\s*"[a-z0-9]+\/\d+"/.test(bytes.subarray(0, 64).toString('latin1'))
    ? 'other'
    : 'damaged';
}

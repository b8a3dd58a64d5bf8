import { parseDocument } from '../../decision/document/parse-document.ts';
import { PACK_SCHEMA, type PackDocument } from './pack-document.ts';
import { packSchema } from './pack-schema.ts';

/**
 * Reads `pack.json` as `trrm pack` writes it, and checks what its schema describes.
 *
 * @param text the contents of `pack.json`.
 * @param file its name, for messages.
 * @returns the document; returns and weights as fractions, risk in percent a year, dates ISO.
 * @throws UserError for text that is not JSON, another version, or fields that are missing or of the wrong type; each names its path.
 * @example
 * import { makePack, openStore, readPackDocument } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const { files } = await makePack(store);
 * await store.close();
 * const { asOf, parts } = readPackDocument(files['pack.json'], 'pack.json');
 * console.log(asOf, parts.decision.now.score);
 */
export function readPackDocument(text: string, file: string): PackDocument {
  parseDocument(text, file, {
    id: 'pack',
    what: 'a pack.json',
    command: 'trrm pack',
    version: PACK_SCHEMA,
    schema: packSchema,
  });
  // The schema leaves out what other commands describe; the document keeps it.
  return JSON.parse(text) as PackDocument;
}

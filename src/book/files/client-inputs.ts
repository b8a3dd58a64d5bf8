import { canonicalJson } from '../../decision/document/canonical-json.ts';
import { sha256 } from '../../market/files/sha256.ts';
import type { ClientInputs, ClientRows } from './client.ts';
import type { Book } from './read-book.ts';
import { lotLines, type LotText } from './lots.ts';

/** What the files say of one client, its lots as they stand there. Plain data, small enough to be handed to a thread. */
export interface ClientInFiles extends ClientRows {
  readonly lots: LotText;
}

/** A client of a book, with its lots as they stand in their file. */
export const clientInFiles = (book: Book, client: ClientRows): ClientInFiles => ({
  ...client,
  lots: book.lotsOf(client.id),
});

export const readInputs = ({ lots, ...rows }: ClientInFiles): ClientInputs => ({
  ...rows,
  lots: lotLines(lots),
});

/** The same inputs in an order that does not depend on the order of lines in the files. */
export const inCanonicalOrder = (inputs: ClientInputs): ClientInputs => ({
  ...inputs,
  lots: sorted(inputs.lots, ({ cells }) => cells),
  cash: sorted(inputs.cash, withoutLine),
  restrictions: sorted(inputs.restrictions, withoutLine),
  overrides: sorted(inputs.overrides, withoutLine),
});

function withoutLine<T extends { readonly line: number }>(of: T): Omit<T, 'line'> {
  const { line: _, ...rest } = of;
  return rest;
}

function sorted<T>(items: readonly T[], identity: (item: T) => unknown): T[] {
  return items
    .map((item) => ({ item, key: JSON.stringify(identity(item)) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}

/**
 * SHA-256 of everything that determines a client's decision, so that one made from the same inputs need not be made again.
 *
 * @param common the same for what all clients have in common.
 */
export function hashInputs(inputs: ClientInputs, common: string): string {
  const { client, lots, cash, restrictions, overrides } = inCanonicalOrder(inputs);
  return sha256(
    canonicalJson({
      common,
      client: client && withoutLine(client),
      lots: lots.map(({ cells }) => cells),
      cash: cash.map(withoutLine),
      restrictions: restrictions.map(withoutLine),
      overrides: overrides.map(withoutLine),
    }),
  );
}

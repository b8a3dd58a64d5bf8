import { join } from 'node:path';
import { hashOfFile } from '../../decision/publish/disk.ts';
import { type BookResult, leafOf } from '../results/book-result.ts';
import { merkleProof, merkleRoot, type ProofStep } from './merkle.ts';
import { DECISION_FILE } from '../jobs/client-result.ts';

export interface BookVerification {
  /** Clients whose decision is not the one of the book: changed, or missing. */
  readonly changed: readonly string[];
  /** Whether the clients of `book.json` give its root. */
  readonly isRootSound: boolean;
  /** The way from a client's decision to the root, where one was asked for. */
  readonly proof: readonly ProofStep[] | null;
}

/**
 * Compares the clients' decisions in a folder with the book, and the book with its root.
 *
 * @param client whose proof is wanted; null for none. Unknown clients have none.
 */
export function verifyBook(book: BookResult, folder: string, client: string | null): BookVerification {
  const leaves = book.clients.map(leafOf);
  const at = book.clients.findIndex((c) => c.client === client);
  return {
    changed: book.clients
      .filter((c) => hashOfFile(join(folder, c.client, DECISION_FILE)) !== c.decision)
      .map((c) => c.client),
    isRootSound: merkleRoot(leaves) === book.root,
    proof: at < 0 ? null : merkleProof(leaves, at),
  };
}

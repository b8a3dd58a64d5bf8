import { join } from 'node:path';
import type { Command } from 'commander';
import { type Io, json } from '../../shared/io.ts';
import { type CommonOptions, withCommon } from '../../shared/options.ts';

interface Options extends CommonOptions {
  readonly client?: string;
}

export function addBookVerify(book: Command, io: Io, fail: () => void): void {
  withCommon(book.command('verify'))
    .description(
      'check that every client’s decision is the one of the book, and that the ledger has the book; --client prints the proof that a client belongs to it',
    )
    .argument('<folder>', 'what trrm book run wrote')
    .option('--client <id>', 'print the Merkle proof of this client')
    .action((folder: string, options: Options) => verify(folder, options, io, fail));
}

async function verify(folder: string, options: Options, io: Io, fail: () => void): Promise<void> {
  const { BOOK_FILE, readBookResult } = await import('../../../book/results/read-book-result.ts');
  const { verifyBook } = await import('../../../book/verify/verify-book.ts');
  const { listAttached } = await import('../../../decision/ledger/attach.ts');
  const { withStore } = await import('../../shared/with-store.ts');
  const { userError } = await import('../../../market/problem.ts');
  const book = readBookResult(join(folder, BOOK_FILE));
  const { client } = options;
  const verification = verifyBook(book, folder, client ?? null);
  if (client !== undefined && verification.proof === null)
    throw userError('usage', '--client', `${client} is not a client that the book decided.`, 'Check the id.');
  const attached = await withStore(options, { purpose: 'trrm book verify', mode: 'read' }, listAttached);
  const entry = attached.find((e) => e.kind === 'book' && e.payload.root === book.root)?.seq ?? null;
  if (verification.changed.length > 0 || !verification.isRootSound || entry === null) fail();
  if (options.json) return io.out(json({ ...verification, entry }));
  const { bookVerificationText } = await import('../../text/book/book.ts');
  return io.out(bookVerificationText(book, verification, entry));
}

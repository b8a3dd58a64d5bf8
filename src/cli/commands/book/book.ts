import type { Command } from 'commander';
import type { Io } from '../../shared/io.ts';
import { addBookAllocate } from './allocate.ts';
import { addBookFairness } from './fairness.ts';
import { addBookRetry } from './retry.ts';
import { addBookRun } from './run.ts';
import { addBookStatus, addBookStop } from './status.ts';
import { addBookVerify } from './verify.ts';

export function addBook(program: Command, io: Io, fail: (code?: number) => void): void {
  const book = program
    .command('book')
    .description('run all clients of a book: orders by client, pooled orders, fair allocation of fills');
  addBookRun(book, io, fail);
  addBookStatus(book, io);
  addBookStop(book, io);
  addBookRetry(book, io, fail);
  addBookAllocate(book, io);
  addBookFairness(book, io);
  addBookVerify(book, io, fail);
}

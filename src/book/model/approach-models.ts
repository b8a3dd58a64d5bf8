import type { RunRequest } from '../../decision/run/monthly-run.ts';
import { runMonth } from '../../decision/run/monthly-run.ts';
import { userError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { type ApproachModel, approachModel } from './approach-model.ts';
import type { Book } from '../files/read-book.ts';

/** What the models of a book are computed with, besides rule books. */
export type ModelRequest = Omit<RunRequest, 'book' | 'portfolio'>;

/** Approaches of the open accounts, in alphabetical order. */
export const approachesOf = ({ clients }: Book): string[] =>
  [
    ...new Set(
      clients.flatMap(({ client }) => (client && client.status !== 'closed' ? [client.approach] : [])),
    ),
  ].sort();

/**
 * The models of a book's approaches, each computed once by a monthly run under its rule book.
 *
 * @param rules the rule book of an approach.
 * @throws UserError where the book has no open account, or the store no stocks for the date.
 */
export async function approachModels(
  store: Store,
  book: Book,
  rules: (approach: string) => RuleBook,
  request: ModelRequest,
): Promise<Map<string, ApproachModel>> {
  const approaches = approachesOf(book);
  if (approaches.length === 0)
    throw userError('empty-book', 'clients.csv', 'The book has no open account.', 'Add a client.');
  const models = new Map<string, ApproachModel>();
  for (const approach of approaches) {
    const ofApproach = rules(approach);
    const run = await runMonth(store, { ...request, book: ofApproach, portfolio: null });
    models.set(approach, approachModel(approach, run, ofApproach));
  }
  return models;
}

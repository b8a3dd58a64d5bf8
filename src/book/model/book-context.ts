import type { ApproachModel } from './approach-model.ts';
import type { BookRules } from '../files/book-rules.ts';
import type { SecurityList } from '../files/client.ts';

/** What all clients of an approach have in common. Plain data: threads get it as it is. */
export interface BookContext {
  readonly model: ApproachModel;
  readonly rules: BookRules;
  readonly lists: readonly SecurityList[];
}

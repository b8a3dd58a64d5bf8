import { signalsOf } from '../../rulebook/rule-book.ts';
import type { SeriesKey } from '../../market/series.ts';
import { type At, beside, entryOf, type RowsAsked, valueOf } from '../rule.ts';

/** All series that the regime model reads. */
export const signalRows = (at: At): RowsAsked[] =>
  [...new Set(signalsOf(at.made.book).flatMap((s): readonly SeriesKey[] => s.series))].map((key) => ({
    kind: 'series',
    key,
  }));

/** The pointer of a field of the signal that an entry beside it names by `field`. */
export const signalField = (at: At, id: unknown, field: string): string =>
  `${entryOf(at, '/signals', 'id', id) ?? '/signals/absent'}/${field}`;

/** The value of a field beside the figure that is explained. */
export const idBeside = (at: At, field: string): unknown => valueOf(at, beside(at, field));

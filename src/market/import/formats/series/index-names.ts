import type { Problem } from '../../../problem.ts';
import { type SeriesId, indexId } from '../../../series.ts';
import { closestIndex } from '../../../indices/index-id.ts';
import type { Cells } from '../../decoding/cells.ts';

/** The series of rows that name their index; one for each file. */
export interface NamedIndices {
  /** The index named in a column of the row. Rejects a row without a name. */
  readonly seriesOf: (cells: Cells, column: string) => SeriesId;
  /** A warning for each name that is not known but close to that of a known index. */
  readonly notes: (about: string) => Problem[];
}

/** Ids are cached, because files repeat one name thousands of times. */
export function namedIndices(): NamedIndices {
  const ids = new Map<string, SeriesId>();
  return {
    seriesOf: (cells, column) => {
      const name = cells.text(column);
      let id = ids.get(name);
      if (id === undefined) {
        id = indexId(name);
        ids.set(name, id);
      }
      if (id === '') cells.reject('no index name', `${column} is empty`);
      return id;
    },
    notes: (about) =>
      Array.from(ids).flatMap(([name, id]) => {
        const meant = closestIndex(name);
        return meant === null
          ? []
          : [
              {
                severity: 'warning',
                code: 'unknown-index',
                about,
                message: `no index named ${JSON.stringify(name)} is known; its rows are stored as ${id}. Did you mean ${meant} (${indexId(meant)})?`,
                remedy: 'If so, correct the name in the file and import it again.',
              },
            ];
      }),
  };
}

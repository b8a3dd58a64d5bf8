import type { Problem } from '../../../problem.ts';
import type { SeriesId } from '../../../series.ts';
import type { Cells } from '../../decoding/cells.ts';
import { addExample, exampleNote, noExamples } from '../../reporting/examples.ts';

/** Reads net asset values and counts those that are none. */
export interface NavCells {
  /** The NAV in a cell; null where the list prints 0, `N.A.` or nothing, as for a scheme without units. */
  nav(cells: Cells, column: string, series: SeriesId): number | null;
  readonly notes: (about: string) => readonly Problem[];
}

export function newNavCells(): NavCells {
  const zeros = noExamples();
  const missing = noExamples();
  return {
    nav: (cells, column, series) => {
      const text = cells.text(column);
      if (/^n\.?\s?a\.?$|^b\.?c\.?$|^b\.?\s?t\.?$/i.test(text) || text === '' || text === '-') {
        addExample(missing, () => `${series} ${JSON.stringify(text)}`);
        return null;
      }
      const value = cells.number(column);
      if (value !== 0) return value;
      addExample(zeros, () => series);
      return null;
    },
    notes: (about) => [
      ...exampleNote(about, 'zero-nav', zeros, 'NAVs of 0, read as missing'),
      ...exampleNote(about, 'no-nav', missing, 'schemes without a NAV'),
    ],
  };
}

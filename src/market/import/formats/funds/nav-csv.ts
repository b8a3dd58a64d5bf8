import { userError } from '../../../problem.ts';
import { isSchemeCode, navKnownOn, schemeSeries } from '../../../funds/fund-row.ts';
import type { FileFacts, Format, FormatReader } from '../format.ts';
import { newNavCells } from './nav-cell.ts';

const ASKED = /^amfi:(\d+)$/;
const NAMED = /^(?:amfi[-_: ]?)?(\d+)$/i;

/**
 * The scheme of a file whose content does not name it: `--series amfi:119018`, or a file name such as `119018.csv`.
 *
 * @throws UserError if neither names a scheme code.
 */
function schemeOf({ series, stem, about }: FileFacts) {
  const code = (series === undefined ? NAMED.exec(stem) : ASKED.exec(series))?.[1];
  if (code !== undefined && isSchemeCode(code))
    return { series: schemeSeries(code), from: series === undefined ? 'the file name' : '--series' } as const;
  throw userError(
    'no-series',
    about,
    series === undefined
      ? 'names no scheme, neither in its content nor in its file name.'
      : `--series ${JSON.stringify(series)} is not a scheme.`,
    "Name the scheme by AMFI's code with --series, for example --series amfi:119018, or rename the file to 119018.csv.",
  );
}

/** `date,nav`: NAVs of one scheme of unknown origin. */
export const navCsv: Format = {
  id: 'nav-csv',
  title: 'NAVs of one scheme',
  headerExample: 'date,nav',
  ordered: true,
  matches: (header) =>
    header.length === 2 && header[0]!.toLowerCase() === 'date' && header[1]!.toLowerCase() === 'nav',
  begin: (file): FormatReader => {
    const { series, from } = schemeOf(file);
    const [date, value] = file.header as [string, string];
    const navs = newNavCells();
    return {
      source: 'third-party',
      calendar: 'any',
      numericDates: false,
      inferred: { series, field: 'nav', from },
      rows: (cells) => {
        const observedOn = cells.day(date, 'YYYY-MM-DD');
        return [
          {
            kind: 'nav',
            series,
            observedOn,
            knownOn: navKnownOn(observedOn),
            nav: navs.nav(cells, value, series),
          },
        ];
      },
      notes: navs.notes,
    };
  },
};

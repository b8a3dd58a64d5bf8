import type { Day } from '../day.ts';
import type { SeriesId } from '../series.ts';
import type { DateFormat } from './decoding/dates.ts';

/** How files are imported. */
export interface ImportOptions {
  /** The day of the import: later dates are misprints, and a restated value is known from this day. */
  readonly today: Day;
  /** `--as`: the id of the format to use. */
  readonly as?: string;
  /** `--series`: the series of files whose content does not name it. */
  readonly series?: SeriesId;
  /** `--date-format`: the order of day and month in ambiguous dates. */
  readonly dateFormat?: DateFormat;
  /** `--known-on`: the day on which the files became known, if not the usual day of publication. */
  readonly knownOn?: Day;
  readonly progress?: (p: Progress) => void;
  readonly signal?: AbortSignal;
}

export interface Progress {
  readonly file: string;
  /** Summed over all files. */
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** Rows read so far, summed over all files. */
  readonly rows: number;
}

import type { Day } from '../day.ts';
import type { SeriesId } from '../series.ts';
import type { DateFormat } from './decoding/dates.ts';

export interface ImportOptions {
  /** The day of the import: later dates are misprints, and a figure told anew is known from it. */
  readonly today: Day;
  /** `--as`: insists on a format. */
  readonly as?: string;
  /** `--series`: names what a file's content does not. */
  readonly series?: SeriesId;
  /** `--date-format`: settles dates that could be read either way. */
  readonly dateFormat?: DateFormat;
  /** `--known-on`: the day on which the files became known, where that was not when they were published. */
  readonly knownOn?: Day;
  readonly progress?: (p: Progress) => void;
  readonly signal?: AbortSignal;
}

export interface Progress {
  readonly file: string;
  /** Of all files together. */
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** Rows read so far, of all files together. */
  readonly rows: number;
}

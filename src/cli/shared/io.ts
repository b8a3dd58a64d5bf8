import type { Day } from '../../market/day.ts';
import { printableLines } from '../text/layout/printable.ts';
import { linesForTerminal } from '../text/layout/wrapped.ts';

/** The outside world of the program: where results and notes go, and what day it is. */
export interface World {
  /** Results only. */
  readonly out: (text: string) => void;
  /** Progress, notes and errors. */
  readonly err: (text: string) => void;
  /** Whether results go to a terminal, whose long lines are broken between words; files and pipes get lines whole. */
  readonly onTerminal?: boolean;
  /** Whether notes go to a terminal that can redraw a line. */
  readonly interactive: boolean;
  /** The day in India. A store records it as the day of an import; it never enters a result. */
  readonly today: () => Day;
}

/** A text that is printed byte for byte: a document for programs, or the program's own terminal codes. */
export interface Verbatim {
  readonly verbatim: string;
}

/**
 * The outside world as commands use it. A plain text may contain names from files, so whatever could steer a terminal is
 * made visible in it, here and for every command; only what is marked as verbatim is printed as it is.
 */
export interface Io extends Omit<World, 'out' | 'err'> {
  readonly out: (text: string | Verbatim) => void;
  readonly err: (text: string | Verbatim) => void;
}

const MS_A_DAY = 86_400_000;
/** India has had one time zone, UTC+5:30, and no summer time since 1945. */
const INDIA_AHEAD_OF_UTC = 5.5 * 3_600_000;

export const processWorld: World = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  onTerminal: process.stdout.isTTY ?? false,
  interactive: process.stderr.isTTY ?? false,
  today: () => Math.floor((Date.now() + INDIA_AHEAD_OF_UTC) / MS_A_DAY) as Day,
};

function safe(text: string | Verbatim, onTerminal: boolean): string {
  if (typeof text !== 'string') return text.verbatim;
  const lines = printableLines(text);
  return onTerminal ? linesForTerminal(lines) : lines;
}

/** The outside world behind the one place that cleans texts and breaks long lines for a terminal. */
export const ioOf = ({ out, err, ...world }: World): Io => ({
  ...world,
  out: (text) => out(safe(text, world.onTerminal ?? false)),
  err: (text) => err(safe(text, world.interactive)),
});

export const verbatim = (text: string): Verbatim => ({ verbatim: text });

/** A result as a JSON document. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A result as `--json` prints it. */
export const json = (value: unknown): Verbatim => verbatim(jsonText(value));

import { DateTime } from 'luxon';
import { day, type Day } from '../../market/day.ts';

/** The outside world of a command: where results and notes go, and what day it is. */
export interface Io {
  /** Results only. */
  readonly out: (text: string) => void;
  /** Progress, notes and errors. */
  readonly err: (text: string) => void;
  /** Whether notes go to a terminal that can redraw a line. */
  readonly interactive: boolean;
  /** The day in India. A store records it as the day of an import; it never enters a result. */
  readonly today: () => Day;
}

export const processIo: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  interactive: process.stderr.isTTY ?? false,
  today: () => day(DateTime.now().setZone('Asia/Kolkata').toISODate()!),
};

/** A result as `--json` prints it. */
export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

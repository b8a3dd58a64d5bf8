import { DateTime } from 'luxon';
import { day, type Day } from '../../market/day.ts';

/** The world outside, handed in: where results and notes go, what day it is, whether to stop. */
export interface Io {
  /** Results only. */
  readonly out: (text: string) => void;
  /** Progress, notes and errors. */
  readonly err: (text: string) => void;
  /** Whether notes go to a terminal that can redraw a line. */
  readonly interactive: boolean;
  /** The day in India: enters a store as the day an import was made, never a result. */
  readonly today: () => Day;
}

export const processIo: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  interactive: process.stderr.isTTY ?? false,
  today: () => day(DateTime.now().setZone('Asia/Kolkata').toISODate()!),
};

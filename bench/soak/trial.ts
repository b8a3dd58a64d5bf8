import type { RandomStream } from '../../src/math/random/random.ts';
import type { Workplace } from './workplace.ts';

/** What one trial came to. */
export interface Finding {
  /** How it ended, in a few words for the table: `refused`, `as before`, `as after`, … */
  readonly outcome: string;
  /** What went against a promise, with what is needed to repeat it; null where nothing did. */
  readonly bad: string | null;
}

/** Things that are tried on the program, again and again. */
export interface Kind {
  readonly name: string;
  /** Why this machine cannot try it, in a sentence; null where it can. */
  readonly impossible?: () => string | null;
  /** One or more findings; a kind may try many inputs in one process of the program. */
  readonly attempt: (work: Workplace, random: RandomStream) => Promise<readonly Finding[]>;
}

export const good = (outcome: string): Finding => ({ outcome, bad: null });
export const bad = (outcome: string, message: string): Finding => ({ outcome, bad: message });

/** A whole number from 0 up to but not including `below`. */
export const below = (random: RandomStream, limit: number): number => Math.floor(random.uniform() * limit);

export const pick = <T>(random: RandomStream, from: readonly T[]): T => from[below(random, from.length)]!;

import type { RandomStream } from './random.ts';

/** Words drawn at a time. */
export const WORD_BLOCK = 4096;

/**
 * The words of a random stream in blocks, for loops that draw millions: `words[at]` is the next one, and a loop that has taken
 * the last calls `refill`. A loop keeps `at` in a local variable and writes it back at its end.
 */
export class WordBuffer {
  readonly words: Uint32Array;
  at: number;
  readonly #fill: (words: Uint32Array) => void;

  /** @param words where to keep them: an even number of words. */
  constructor(stream: Pick<RandomStream, 'fill'>, words: Uint32Array = new Uint32Array(WORD_BLOCK)) {
    this.words = words;
    this.at = words.length;
    this.#fill = stream.fill;
  }

  /** Draws the next words; the next one is at 0. */
  refill(): 0 {
    this.#fill(this.words);
    return 0;
  }

  /** The next word. */
  next(): number {
    if (this.at === this.words.length) this.at = this.refill();
    return this.words[this.at++]!;
  }
}

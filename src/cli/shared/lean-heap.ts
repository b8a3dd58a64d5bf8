import { setFlagsFromString } from 'node:v8';

/** How far above what is live the heap grows before V8 collects it, in percent. */
const GROWTH = 40;

/**
 * Has V8 collect garbage sooner, for a command that runs for a minute with much in memory. Left alone it lets the heap grow to two or
 * three times what is live. Of a back-test of 57 months in 500 stocks, a peak of 307 instead of 387 MB took 26 instead of 21 s of
 * processor time.
 */
export const keepHeapLean = (): void => setFlagsFromString(`--heap-growing-percent=${GROWTH}`);

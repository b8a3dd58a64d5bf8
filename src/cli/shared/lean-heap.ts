import { setFlagsFromString } from 'node:v8';

/** How far above what is live the heap grows before V8 collects it, in percent. */
const GROWTH = 40;

/**
 * Has V8 collect garbage sooner, for a command that runs for a minute with much in memory. Left alone it lets the heap grow to two or
 * three times what is live; a collection that takes 3 % of the processor time keeps a quarter of the memory free.
 */
export const keepHeapLean = (): void => setFlagsFromString(`--heap-growing-percent=${GROWTH}`);

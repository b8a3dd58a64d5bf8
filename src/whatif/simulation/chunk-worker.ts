// What a worker thread runs; loaded from the compiled code by its file name.
export { simulateChunk as default } from './chunk.ts';

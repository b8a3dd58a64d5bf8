// What a worker thread runs; loaded from the compiled code by its file name.
export { runChunk as default } from './run-chunk.ts';

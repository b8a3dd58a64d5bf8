// What a worker thread runs; loaded from the compiled code by its file name.
export { summarisePart as default } from './summary-parts.ts';

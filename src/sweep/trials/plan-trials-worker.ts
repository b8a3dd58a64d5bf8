// What a worker thread runs; loaded from the compiled code by its file name.
export { planTrials as default } from './plan-trials.ts';

// What a worker thread runs; loaded from the compiled code by its file name.
export { perturbedLabels as default } from './perturbation.ts';

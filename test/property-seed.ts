import fc from 'fast-check';

// Property tests use the same inputs in every run, so that a failing build is caused by the change. Set FC_SEED to any
// integer to test other inputs; a failure prints the seed and the path that reproduce it.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20211231) });

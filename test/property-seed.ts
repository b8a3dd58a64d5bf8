import fc from 'fast-check';

// Properties are tried on the same inputs in every run, so that a red build is the change's doing. To search
// elsewhere, set FC_SEED to any whole number; a failure prints the seed and the path that repeat it.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20211231) });

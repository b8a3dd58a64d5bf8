#!/usr/bin/env node
import { Console } from 'node:console';
import { setFlagsFromString } from 'node:v8';
import { main } from '../dist/bin/trrm.js';
import { handleBrokenOutput } from '../dist/src/cli/shared/broken-pipe.js';

// Most commands end within seconds, and V8 spends a fifth of their CPU on optimising functions that are about to be done.
// With four times its budget it optimises those that do go on, a few milliseconds later. Later versions have another compiler.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=540000');

// Standard output carries results alone: what a library has to say goes to standard error.
globalThis.console = new Console(process.stderr, process.stderr);
handleBrokenOutput(process.stdout, process.stderr);
process.exitCode = await main(process.argv.slice(2));

#!/usr/bin/env node
import { Console } from 'node:console';
import { main } from '../dist/bin/trrm.js';
import { handleBrokenOutput } from '../dist/src/cli/shared/broken-pipe.js';

// Standard output carries results alone: what a library has to say goes to standard error.
globalThis.console = new Console(process.stderr, process.stderr);
handleBrokenOutput(process.stdout, process.stderr);
process.exitCode = await main(process.argv.slice(2));

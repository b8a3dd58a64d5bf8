#!/usr/bin/env node
import { main } from '../dist/src/cli/main.js';
import { handleBrokenOutput } from '../dist/src/cli/shared/broken-pipe.js';

handleBrokenOutput(process.stdout, process.stderr);
process.exitCode = await main(process.argv.slice(2));

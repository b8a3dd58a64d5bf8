#!/usr/bin/env node
import { endureBrokenOutput } from '../dist/src/cli/broken-output.js';
import { main } from '../dist/src/cli/main.js';

endureBrokenOutput(process.stdout, process.stderr);
process.exitCode = await main(process.argv.slice(2));

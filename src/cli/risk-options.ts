import { join } from 'node:path';
import type { Command } from 'commander';
import { type CommonOptions, withCommon } from './options.ts';

/** What every risk command takes beside the common options. */
export interface RiskOptions extends CommonOptions {
  readonly model: string;
}

export const withRisk = (command: Command): Command =>
  withCommon(command).option('--model <folder>', 'the risk model', join('.trrm', 'inec1'));

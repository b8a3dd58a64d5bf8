import type { Command } from 'commander';
import { type CommonOptions, withCommon } from '../../shared/options.ts';
import { withModel } from '../../shared/stock-options.ts';

/** What every risk command takes beside the common options. */
export interface RiskOptions extends CommonOptions {
  readonly model: string;
}

export const withRisk = (command: Command): Command => withModel(withCommon(command));

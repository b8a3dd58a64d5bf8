import type { Command } from 'commander';
import { type CommonOptions, withCommon } from '../../shared/options.ts';
import { withModel } from '../../shared/stock-options.ts';

/** The options of every risk command. */
export interface RiskOptions extends CommonOptions {
  /** Folder of the risk model. */
  readonly model: string;
}

export const withRisk = (command: Command): Command => withModel(withCommon(command));

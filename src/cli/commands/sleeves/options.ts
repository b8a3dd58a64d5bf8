import type { Command } from 'commander';
import type { Day } from '../../../market/day.ts';
import { type CommonOptions, withCommon } from '../../shared/options.ts';
import { withSleeveFile } from '../../shared/stock-options.ts';

/** The options of commands on built sleeves. */
export interface SleevesOptions extends CommonOptions {
  /** File of the built sleeves. */
  readonly sleeves: string;
  readonly from?: Day;
  readonly to?: Day;
}

export const withSleeves = (command: Command): Command => withSleeveFile(withCommon(command));

import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import type { Building } from '../../decision/stocks/building.ts';
import { stopOnInterrupt } from './interrupt.ts';
import type { Io } from './io.ts';
import type { CommonOptions } from './options.ts';
import { stepProgress } from './progress.ts';

/** Where what is built of single shares lies. */
export interface ShareOptions extends CommonOptions {
  readonly model: string;
  readonly sleeves: string;
}

/** What lies beside the store where nothing else is said, as those do that belong to it alone. */
const NAMES = { model: 'inec1', sleeves: 'sleeves.json' } as const;

/** Where the risk model and the sleeves of a store lie if nothing else is said. */
export const besideStore = (store: string): Pick<ShareOptions, 'model' | 'sleeves'> => ({
  model: join(dirname(store), NAMES.model),
  sleeves: join(dirname(store), NAMES.sleeves),
});

export const withModel = (command: Command): Command =>
  beside(
    command.option('--model <folder>', `the risk model; ${NAMES.model} beside the store if left out`),
    'model',
  );

export const withSleeveFile = (command: Command): Command =>
  beside(
    command.option('--sleeves <file>', `the built sleeves; ${NAMES.sleeves} beside the store if left out`),
    'sleeves',
  );

export const withShares = (command: Command): Command => withSleeveFile(withModel(command));

/** Settles an option that was left out before the command sees it. */
const beside = (command: Command, option: keyof typeof NAMES): Command =>
  command.hook('preAction', (_, acting) => {
    const { store } = acting.opts<CommonOptions>();
    if (acting.getOptionValue(option) === undefined)
      acting.setOptionValue(option, besideStore(store)[option]);
  });

/** Work that may have to build the risk model and the sleeves first: told as it goes on, ended by Ctrl-C without harm. */
export async function whileBuilding<T>(
  { model, sleeves, quiet }: Pick<ShareOptions, 'model' | 'sleeves' | 'quiet'>,
  { mayWrite }: { readonly mayWrite: boolean },
  io: Io,
  work: (building: Building) => Promise<T>,
): Promise<T> {
  const interrupt = stopOnInterrupt();
  const progress = stepProgress(io, quiet === true);
  try {
    return await work({
      kept: { model, sleeves, mayWrite },
      progress: progress.update,
      signal: interrupt.signal,
    });
  } finally {
    progress.stop();
    interrupt.release();
  }
}

import type { Command } from 'commander';
import {
  MODEL_NAMES,
  type ModelBuildOptions,
  modelsBesideStore,
} from '../../decision/stocks/model-build-options.ts';
import type { Io } from './io.ts';
import { type LongTask, runLongTask } from './long-task.ts';
import type { CommonOptions } from './options.ts';

/** Where the models built from stocks are. */
export interface StockOptions extends CommonOptions {
  /** Folder of the risk model. */
  readonly model: string;
  /** File of the built sleeves. */
  readonly sleeves: string;
}

/** The default paths of the risk model and the sleeves of a store. */
export const besideStore = (store: string): Pick<StockOptions, 'model' | 'sleeves'> => {
  const { riskModel, sleeves } = modelsBesideStore(store);
  return { model: riskModel, sleeves };
};

export const withModel = (command: Command): Command =>
  besideStoreByDefault(
    command.option('--model <folder>', `the risk model (default: ${MODEL_NAMES.riskModel} beside the store)`),
    'model',
  );

export const withSleeveFile = (command: Command): Command =>
  besideStoreByDefault(
    command.option(
      '--sleeves <file>',
      `the built sleeves (default: ${MODEL_NAMES.sleeves} beside the store)`,
    ),
    'sleeves',
  );

export const withStockModels = (command: Command): Command => withSleeveFile(withModel(command));

/** Fills in the default before the command runs: it depends on another option. */
const besideStoreByDefault = (command: Command, option: 'model' | 'sleeves'): Command =>
  command.hook('preAction', (_, acting) => {
    // A subcommand takes the options of its command too.
    const { store, ...given } = acting.optsWithGlobals<CommonOptions & Partial<StockOptions>>();
    if (given[option] === undefined) acting.setOptionValue(option, besideStore(store)[option]);
  });

/** Runs work that may first have to build the risk model and the sleeves, with progress; Ctrl-C stops it. */
export const withModelBuild = <T>(
  { model, sleeves, quiet }: Pick<StockOptions, 'model' | 'sleeves' | 'quiet'>,
  { writable }: { readonly writable: boolean },
  io: Io,
  work: (modelBuild: ModelBuildOptions & LongTask) => Promise<T>,
): Promise<T> =>
  runLongTask(io, quiet, (task) =>
    work({
      cache: { riskModel: model, sleeves, writable },
      warn: ({ severity, about, message, remedy }) => io.err(`${severity}: ${about}: ${message} ${remedy}\n`),
      ...task,
    }),
  );

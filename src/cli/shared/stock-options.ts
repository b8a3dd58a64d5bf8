import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import type { ModelBuildOptions } from '../../decision/stocks/model-build-options.ts';
import type { Io } from './io.ts';
import { runLongTask } from './long-task.ts';
import type { CommonOptions } from './options.ts';

/** Where the models built from stocks are. */
export interface StockOptions extends CommonOptions {
  /** Folder of the risk model. */
  readonly model: string;
  /** File of the built sleeves. */
  readonly sleeves: string;
}

/** Default names, in the folder of the store that they belong to. */
const NAMES = { model: 'inec1', sleeves: 'sleeves.json' } as const;

/** The default paths of the risk model and the sleeves of a store. */
export const besideStore = (store: string): Pick<StockOptions, 'model' | 'sleeves'> => ({
  model: join(dirname(store), NAMES.model),
  sleeves: join(dirname(store), NAMES.sleeves),
});

export const withModel = (command: Command): Command =>
  besideStoreByDefault(
    command.option('--model <folder>', `the risk model (default: ${NAMES.model} beside the store)`),
    'model',
  );

export const withSleeveFile = (command: Command): Command =>
  besideStoreByDefault(
    command.option('--sleeves <file>', `the built sleeves (default: ${NAMES.sleeves} beside the store)`),
    'sleeves',
  );

export const withStockModels = (command: Command): Command => withSleeveFile(withModel(command));

/** Fills in the default before the command runs: it depends on another option. */
const besideStoreByDefault = (command: Command, option: keyof typeof NAMES): Command =>
  command.hook('preAction', (_, acting) => {
    const { store } = acting.opts<CommonOptions>();
    if (acting.getOptionValue(option) === undefined)
      acting.setOptionValue(option, besideStore(store)[option]);
  });

/** Runs work that may first have to build the risk model and the sleeves, with progress; Ctrl-C stops it. */
export const withModelBuild = <T>(
  { model, sleeves, quiet }: Pick<StockOptions, 'model' | 'sleeves' | 'quiet'>,
  { writable }: { readonly writable: boolean },
  io: Io,
  work: (modelBuild: ModelBuildOptions) => Promise<T>,
): Promise<T> =>
  runLongTask(io, quiet, (task) => work({ cache: { riskModel: model, sleeves, writable }, ...task }));

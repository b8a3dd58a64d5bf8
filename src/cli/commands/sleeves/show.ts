import { type ExposureReader, exposureReader } from '../../../decision/stocks/sleeve-exposures.ts';
import type { Day } from '../../../market/day.ts';
import { userError } from '../../../market/problem.ts';
import { type Factsheet, factsheetOf } from '../../../sleeves/factsheet.ts';
import { completedReviews } from '../../../sleeves/sleeve-history.ts';
import { readSleeveStore, type SleeveStore } from '../../../sleeves/sleeve-store.ts';
import { type Io, json } from '../../shared/io.ts';
import { besideStore } from '../../shared/stock-options.ts';
import type { SleevesOptions } from './options.ts';

export interface ShowOptions extends SleevesOptions {
  readonly asOf?: Day;
  readonly holdings?: Day;
  /** Folder of the risk model. */
  readonly model?: string;
  readonly out?: string;
}

/** `trrm sleeves show`: one sleeve's factsheet, a summary of all, or holdings at a close. */
export async function runSleevesShow(id: string | undefined, options: ShowOptions, io: Io): Promise<void> {
  const sleeves = readSleeveStore(options.sleeves);
  if (options.holdings !== undefined) return showHoldings(sleeves, id, options.holdings, options, io);
  const sheets =
    id === undefined ? allFactsheets(sleeves, options.asOf) : [factsheetOf(sleeves, id, options.asOf)];
  const exposuresOf = exposureReader(options.model, besideStore(options.store).model);
  if (options.out !== undefined) await writePage(options.out, sleeves, sheets, exposuresOf, io);
  if (id === undefined) {
    const { sleeveList } = await import('../../../sleeves/overview.ts');
    const { sleeveListText } = await import('../../text/sleeves/sleeves.ts');
    const list = sleeveList(sleeves, options.asOf);
    return io.out(options.json ? json(list) : sleeveListText(list));
  }
  const [sheet] = sheets;
  const shown = { ...sheet!, exposures: exposuresOf(sheet!) };
  const { sleeveText } = await import('../../text/sleeves/sleeve.ts');
  return io.out(options.json ? json(shown) : sleeveText(shown));
}

/** The factsheets of all sleeves with constituents by the day. */
const allFactsheets = (sleeves: SleeveStore, asOf: Day | undefined): Factsheet[] =>
  Object.entries(sleeves.histories).flatMap(([id, history]) =>
    completedReviews(history).some((r) => asOf === undefined || r.effective <= asOf)
      ? [factsheetOf(sleeves, id, asOf)]
      : [],
  );

async function showHoldings(
  sleeves: SleeveStore,
  id: string | undefined,
  on: Day,
  options: ShowOptions,
  io: Io,
): Promise<void> {
  const { sleeveHoldings } = await import('../../../sleeves/holdings-on-day.ts');
  const { sleeveHoldingsText } = await import('../../text/sleeves/holdings.ts');
  const holdings = sleeveHoldings(sleeves, id, on);
  return io.out(options.json ? json(holdings) : sleeveHoldingsText(holdings));
}

async function writePage(
  file: string,
  sleeves: SleeveStore,
  sheets: readonly Factsheet[],
  exposuresOf: ExposureReader,
  io: Io,
): Promise<void> {
  if (sheets.length === 0)
    throw userError(
      'no-sheets',
      'sleeves',
      'No sleeve has constituents by that day, so there is no factsheet.',
      'Choose a later date, or run trrm sleeves build to see which data are missing.',
    );
  const { buildFactsheets } = await import('../../../report/factsheet/build-factsheets.ts');
  const { publishFile } = await import('../../../decision/publish/publish-file.ts');
  const page = buildFactsheets(sleeves, sheets, exposuresOf);
  await publishFile(file, page);
  io.err(`Written: ${file}\n`);
}

import { basename, dirname } from 'node:path';
import type { Day } from '../../../market/day.ts';
import { userError } from '../../../market/problem.ts';
import { type Factsheet, factsheetOf } from '../../../sleeves/factsheet.ts';
import { readSleeves, type SleeveRecord } from '../../../sleeves/sleeve-store.ts';
import { carriedOut } from '../../../sleeves/sleeve-history.ts';
import type { Io } from '../../shared/io.ts';
import { json } from '../../json.ts';
import { besideStore } from '../../shared/stock-options.ts';
import type { ExposureReader } from './sleeve-exposures.ts';
import type { SleevesOptions } from './sleeves.ts';

export interface ShowOptions extends SleevesOptions {
  readonly asOf?: Day;
  readonly holdings?: Day;
  /** The folder of a risk model. */
  readonly model?: string;
  readonly out?: string;
}

/** `trrm sleeves show`: one sleeve's factsheet, all in short, or what was held at a close. */
export async function showSleeves(id: string | undefined, options: ShowOptions, io: Io): Promise<void> {
  const record = readSleeves(options.sleeves);
  if (options.holdings !== undefined) return showHoldings(record, id, options.holdings, options, io);
  const sheets = id === undefined ? allSheets(record, options.asOf) : [factsheetOf(record, id, options.asOf)];
  const { exposureReader } = await import('./sleeve-exposures.ts');
  const exposuresOf = exposureReader(options.model, besideStore(options.store).model);
  if (options.out !== undefined) await writePage(options.out, record, sheets, exposuresOf, io);
  if (id === undefined) {
    const { sleeveList } = await import('../../../sleeves/overview.ts');
    const { sleeveListText } = await import('../../text/sleeves.ts');
    const shown = sleeveList(record, options.asOf);
    return io.out(options.json ? json(shown) : sleeveListText(shown));
  }
  const [sheet] = sheets;
  const shown = { ...sheet!, exposures: exposuresOf(sheet!) };
  const { sleeveText } = await import('../../text/sleeve.ts');
  return io.out(options.json ? json(shown) : sleeveText(shown));
}

/** Those of all sleeves that had members by the day. */
const allSheets = (record: SleeveRecord, asOf: Day | undefined): Factsheet[] =>
  Object.entries(record.histories).flatMap(([id, history]) =>
    carriedOut(history).some((r) => asOf === undefined || r.effective <= asOf)
      ? [factsheetOf(record, id, asOf)]
      : [],
  );

async function showHoldings(
  record: SleeveRecord,
  id: string | undefined,
  on: Day,
  options: ShowOptions,
  io: Io,
): Promise<void> {
  const { sleeveHoldings } = await import('../../../sleeves/holdings-on-day.ts');
  const { sleeveHoldingsText } = await import('../../text/sleeve-holdings.ts');
  const shown = sleeveHoldings(record, id, on);
  return io.out(options.json ? json(shown) : sleeveHoldingsText(shown));
}

async function writePage(
  file: string,
  record: SleeveRecord,
  sheets: readonly Factsheet[],
  exposuresOf: ExposureReader,
  io: Io,
): Promise<void> {
  if (sheets.length === 0)
    throw userError(
      'no-sheets',
      'sleeves',
      'none of them has had members by that day, so there is no factsheet to draw.',
      'Choose a later date, or see `trrm sleeves build` for what is missing.',
    );
  const { factsheetPage } = await import('./sleeve-page.ts');
  const { publishFiles } = await import('../../shared/publish-files.ts');
  const page = factsheetPage(record, sheets, exposuresOf);
  await publishFiles(dirname(file), { [basename(file)]: page }, async () => {});
  io.err(`Written: ${file}\n`);
}

import { day } from '../../../market/day.ts';
import { drawnLevels } from '../../../report/factsheet/factsheet.ts';
import { renderFactsheets } from '../../../report/factsheet/page.ts';
import type { Factsheet } from '../../../sleeves/factsheet.ts';
import type { SleeveRecord } from '../../../sleeves/sleeve-store.ts';
import type { ExposureReader } from './sleeve-exposures.ts';

/** Factsheets of a record as an HTML page. */
export function factsheetPage(
  record: SleeveRecord,
  sheets: readonly Factsheet[],
  exposuresOf: ExposureReader,
): string {
  const shown = new Set(sheets.map((s) => s.id));
  return renderFactsheets({
    simulated: record.simulated,
    sheets: sheets.map((sheet) => ({
      sheet,
      levels: drawnLevels(record.histories[sheet.id]!.levels, record.allShares.levels, day(sheet.day)),
      exposures: exposuresOf(sheet),
    })),
    problems: record.problems.filter((p) => p.about === 'sleeves' || shown.has(p.about)),
  });
}

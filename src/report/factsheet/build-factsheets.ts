import type { ExposureReader } from '../../decision/stocks/sleeve-exposures.ts';
import { day } from '../../market/day.ts';
import type { Factsheet } from '../../sleeves/factsheet.ts';
import type { SleeveStore } from '../../sleeves/sleeve-store.ts';
import { drawnLevels } from './page-model.ts';
import { renderFactsheets } from './page.ts';

/** Factsheets of built sleeves as one HTML page, with their levels and exposures. */
export function buildFactsheets(
  sleeves: SleeveStore,
  sheets: readonly Factsheet[],
  exposuresOf: ExposureReader,
): string {
  const shown = new Set(sheets.map((s) => s.id));
  return renderFactsheets({
    simulated: sleeves.simulated,
    sheets: sheets.map((sheet) => ({
      sheet,
      levels: drawnLevels(sleeves.histories[sheet.id]!.levels, sleeves.benchmark.levels, day(sheet.day)),
      exposures: exposuresOf(sheet),
    })),
    problems: sleeves.problems.filter((p) => p.about === 'sleeves' || shown.has(p.about)),
  });
}

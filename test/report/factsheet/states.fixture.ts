import { day, iso } from '../../../src/market/day.ts';
import { drawnLevels } from '../../../src/report/factsheet/page-model.ts';
import type { SleeveExposures } from '../../../src/decision/stocks/sleeve-exposures.ts';
import type { FactsheetPage, SleeveSheet } from '../../../src/report/factsheet/page.ts';
import { STYLES } from '../../../src/risk/factors.ts';
import { benchmarkHistory, sleeveHistories } from '../../../src/sleeves/build.ts';
import { type BuiltSleeves, factsheetOf } from '../../../src/sleeves/factsheet.ts';
import { DEFAULT_SLEEVE_RULES } from '../../../src/sleeves/sleeve-rules.ts';
import { built, scaledDown, issuersOf, EXCHANGE } from '../../sleeves/sleeves.fixture.ts';

const rules = scaledDown(DEFAULT_SLEEVE_RULES);
const build = built(rules);

export const builtSleeves: BuiltSleeves = {
  simulated: false,
  rules,
  issuers: issuersOf(EXCHANGE),
  histories: sleeveHistories(build),
  benchmark: benchmarkHistory(build),
};

const exposures: SleeveExposures = {
  covered: 0.97,
  volatility: 17.3,
  trackingError: 5.25,
  beta: 0.96,
  styles: STYLES.map((style, k) => ({ style, exposure: (k - 5) / 10, contribution: (k - 6) / 20 })),
};

export function sheetOf(id: string, asOf?: string): SleeveSheet {
  const sheet = factsheetOf(builtSleeves, id, asOf === undefined ? undefined : day(asOf));
  const levels = drawnLevels(
    builtSleeves.histories[id]!.levels,
    builtSleeves.benchmark.levels,
    day(sheet.day),
  );
  return { sheet, levels, exposures };
}

export const page: FactsheetPage = { simulated: false, sheets: [sheetOf('momentum')], problems: [] };

/** The date of the first review of a sleeve, before any return. */
const firstDay = iso(builtSleeves.histories['quality']!.levels.day[0]!);

export const FACTSHEET_STATES: Readonly<Record<string, FactsheetPage>> = {
  'one sleeve': page,
  'all sleeves': {
    simulated: false,
    sheets: Object.keys(builtSleeves.histories).map((id) => sheetOf(id)),
    problems: [{ severity: 'note', code: 'made', about: 'sleeves', message: 'a made exchange.', remedy: '' }],
  },
  'the simulated market, without a risk model': {
    ...page,
    simulated: true,
    sheets: [{ ...page.sheets[0]!, exposures: null }],
  },
  'a sleeve on the date of its first review': { ...page, sheets: [sheetOf('quality', firstDay)] },
  'constituents without accounts': {
    ...page,
    sheets: [
      {
        ...page.sheets[0]!,
        sheet: {
          ...page.sheets[0]!.sheet,
          valuation: { pe: null, pb: null, dividendYield: null, earningsKnown: 0, bookKnown: 0 },
          marketValuation: null,
          turnover: null,
          annualTurnover: null,
          entries: [],
          exits: [],
        },
      },
    ],
  },
};

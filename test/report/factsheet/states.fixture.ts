import { day, iso } from '../../../src/market/day.ts';
import { drawnLevels } from '../../../src/report/factsheet/factsheet.ts';
import type { FactsheetPage, SleeveExposures, SleeveSheet } from '../../../src/report/factsheet/page.ts';
import { STYLES } from '../../../src/risk/factors.ts';
import { allSharesOf, historiesOf } from '../../../src/sleeves/build.ts';
import { type BuiltSleeves, factsheetOf } from '../../../src/sleeves/factsheet.ts';
import { DEFAULT_SLEEVE_RULES } from '../../../src/sleeves/sleeve-rules.ts';
import { built, cutDown, issuersOf, MADE } from '../../sleeves/sleeves.fixture.ts';

const rules = cutDown(DEFAULT_SLEEVE_RULES);
const build = built(rules);

export const record: BuiltSleeves = {
  simulated: false,
  rules,
  issuers: issuersOf(MADE),
  histories: historiesOf(build),
  allShares: allSharesOf(build),
};

export const exposures: SleeveExposures = {
  covered: 0.97,
  volatility: 17.3,
  trackingError: 5.25,
  beta: 0.96,
  styles: STYLES.map((style, k) => ({ style, exposure: (k - 5) / 10, contribution: (k - 6) / 20 })),
};

export function sheetOf(id: string, asOf?: string): SleeveSheet {
  const sheet = factsheetOf(record, id, asOf === undefined ? undefined : day(asOf));
  const levels = drawnLevels(record.histories[id]!.levels, record.allShares.levels, day(sheet.day));
  return { sheet, levels, exposures };
}

export const page: FactsheetPage = { simulated: false, sheets: [sheetOf('momentum')], problems: [] };

/** The day of a sleeve's first change, when nothing has been earned yet. */
const firstDay = iso(record.histories['quality']!.levels.day[0]!);

export const FACTSHEET_STATES: Readonly<Record<string, FactsheetPage>> = {
  'one sleeve': page,
  'all sleeves': {
    simulated: false,
    sheets: Object.keys(record.histories).map((id) => sheetOf(id)),
    problems: [{ severity: 'note', code: 'made', about: 'sleeves', message: 'a made exchange.', remedy: '' }],
  },
  'the simulated market, without a risk model': {
    ...page,
    simulated: true,
    sheets: [{ ...page.sheets[0]!, exposures: null }],
  },
  'a sleeve on the day of its first change': { ...page, sheets: [sheetOf('quality', firstDay)] },
  'companies of which nothing is known': {
    ...page,
    sheets: [
      {
        ...page.sheets[0]!,
        sheet: {
          ...page.sheets[0]!.sheet,
          valuation: { pe: null, pb: null, dividendYield: null, earningsKnown: 0, bookKnown: 0 },
          marketValuation: null,
          turnover: null,
          turnoverAYear: null,
          entries: [],
          exits: [],
        },
      },
    ],
  },
};

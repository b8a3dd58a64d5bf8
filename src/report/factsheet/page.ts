import { renderDocument } from '../page/document.ts';
import { dateText } from '../page/dates.ts';
import { html, type Markup } from '../page/markup.ts';
import type { FactsheetPage, SleeveSheet } from './factsheet.ts';
import { exposures } from './exposures.ts';
import { holdings } from './holdings.ts';
import { keyFigures } from './key-figures.ts';
import { performance } from './performance.ts';
import { review } from './review.ts';
import { rules } from './rules.ts';
import { summary } from './summary.ts';
import { masthead } from '../page/masthead.ts';
import { problemSection } from '../page/problems.ts';

export type { FactsheetPage, SleeveExposures, SleeveSheet } from './factsheet.ts';

/** Factsheets as one HTML file, a sleeve after the other. At least one sheet. It loads Observable Plot. */
export function renderFactsheets({ simulated, sheets, problems }: FactsheetPage): string {
  const [first] = sheets;
  if (!first) throw new RangeError('a page of factsheets needs one');
  const name = sheets.length === 1 ? first.sheet.definition.title : 'Factor sleeves';
  const dated = dateText(sheets.map((s) => s.sheet.day).reduce((a, b) => (a > b ? a : b)));
  return renderDocument({
    title: `TRRM: ${name}, ${dated}`,
    running: {
      title: sheets.length === 1 ? 'Sleeve factsheet' : 'Sleeve factsheets',
      dated: `As of ${dated}`,
      caution: 'A back-test, before costs and taxes',
      simulated,
    },
    contents: [
      ...sheets.map(({ sheet }) => [sheet.id, sheet.definition.title] as const),
      ['problems', 'Problems'] as const,
    ],
    body: [
      html`<header class="opening">
        ${masthead({ title: `${name}, ${dated}`, dateline: 'Factor sleeves built from single shares', simulated })}
        <p class="notice">
          <strong>A back-test, not a record.</strong> Rules of today applied to past data, before costs and
          taxes; nobody held these sleeves, and what they brought is no guide to what they will.
        </p>
        ${sheets.length > 1 && summary(sheets.map((s) => s.sheet))}
      </header>`,
      sheets.map((sheet) => sheetSection(sheet, sheets.length > 1)),
      problemSection(problems),
    ],
  });
}

const sheetSection = (sleeve: SleeveSheet, newPage: boolean): Markup => {
  const { sheet } = sleeve;
  const { title, follows } = sheet.definition;
  return html`<section id="${sheet.id}" class="${newPage ? 'new-page dense' : 'dense'}">
    <h2>${title}</h2>
    <p class="quiet">
      ${follows === null ? 'A rule of our own' : `After the rule of ${follows}`} · levels from
      ${dateText(sheet.first)}, 1,000 · as of ${dateText(sheet.day)}
    </p>
    ${keyFigures(sheet)} ${performance(sleeve)} ${holdings(sheet)} ${exposures(sleeve)} ${rules(sheet)}
    ${review(sheet)}
  </section>`;
};

import { renderDocument } from '../page/document.ts';
import { dateText } from '../page/dates.ts';
import { html, type Markup } from '../page/markup.ts';
import type { FactsheetPage, SleeveSheet } from './page-model.ts';
import { exposures } from './exposures-section.ts';
import { holdings } from './holdings-section.ts';
import { keyFigures } from './key-figures-section.ts';
import { performance } from './performance-section.ts';
import { review } from './review-section.ts';
import { rules } from './rules-section.ts';
import { summary } from './summary-table.ts';
import { masthead } from '../page/masthead.ts';
import { problemSection } from '../page/problems.ts';

export type { FactsheetPage, SleeveSheet } from './page-model.ts';

/**
 * Renders factsheets as one HTML file. Import it only when needed: it loads Observable Plot.
 *
 * @throws RangeError without a factsheet.
 */
export function renderFactsheets({ simulated, sheets, problems }: FactsheetPage): string {
  const [first] = sheets;
  if (!first) throw new RangeError('a factsheet page needs at least one factsheet');
  const name = sheets.length === 1 ? first.sheet.definition.title : 'Factor sleeves';
  const dated = dateText(sheets.map((s) => s.sheet.day).reduce((a, b) => (a > b ? a : b)));
  return renderDocument({
    title: `TRRM: ${name}, ${dated}`,
    running: {
      title: sheets.length === 1 ? 'Sleeve factsheet' : 'Sleeve factsheets',
      dated: `As of ${dated}`,
      caution: 'Back-test, before costs and taxes',
      simulated,
    },
    contents: [
      ...sheets.map(({ sheet }) => [sheet.id, sheet.definition.title] as const),
      ['problems', 'Problems'] as const,
    ],
    body: [
      html`<header class="opening">
        ${masthead({ title: `${name}, ${dated}`, dateline: 'Factor sleeves built from individual stocks', simulated })}
        <p class="notice">
          <strong>Back-test, not a live track record.</strong> Today’s rules applied to past data, before
          costs and taxes. The sleeves were not held, and past results are no guide to future returns.
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
  const { title, referenceIndex } = sheet.definition;
  return html`<section id="${sheet.id}" class="${newPage ? 'new-page dense' : 'dense'}">
    <h2>${title}</h2>
    <p class="quiet">
      ${referenceIndex === null ? 'Own rule' : `Follows the rule of ${referenceIndex}`} · base 1,000 on
      ${dateText(sheet.first)} · as of ${dateText(sheet.day)}
    </p>
    ${keyFigures(sheet)} ${performance(sleeve)} ${holdings(sheet)} ${exposures(sleeve)} ${rules(sheet)}
    ${review(sheet)}
  </section>`;
};

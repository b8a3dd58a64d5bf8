import { createHash } from 'node:crypto';
import { hatches } from './charts/regime-look.ts';
import { dateText } from './format/dates.ts';
import { REGIME_NAMES } from './format/names.ts';
import { html, type Markup, styleSheet, toText } from './markup.ts';
import type { ReportModel } from './model.ts';
import { allocationSection } from './sections/allocation.ts';
import { decisionPage } from './sections/decision-page.ts';
import { evidenceSection } from './sections/evidence.ts';
import { flipSection } from './sections/flips.ts';
import { historySection } from './sections/history.ts';
import { methodSection } from './sections/method.ts';
import { problemSection } from './sections/problems.ts';
import { recordSection } from './sections/record.ts';
import { whatIfSection } from './sections/what-if.ts';
import { sheet } from './style/sheet.ts';

/**
 * The report as one HTML file: no script, no network, nothing outside itself, which its content policy also says to
 * the browser. The same model gives the same bytes. Draws with Observable Plot, whose loading takes about a tenth
 * of a second: import this module only when a report is wanted.
 */
export function renderReport(model: ReportModel): string {
  const css = sheet({ asOf: dateText(model.asOf), simulated: model.simulated });
  const page = html`<!doctype html>
    <html lang="en-IN">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src '${hashOf(css)}'; base-uri 'none'; form-action 'none'"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>
          TRRM ${dateText(model.asOf)}: ${REGIME_NAMES[model.call.regime]}${model.simulated && ' (SIMULATED)'}
        </title>
        ${styleSheet(css)}
      </head>
      <body>
        ${hatches()} ${contents(model)}
        <main>
          ${decisionPage(model)} ${historySection(model)} ${evidenceSection(model)} ${flipSection(model)}
          ${allocationSection(model)} ${model.whatIf && whatIfSection(model.whatIf)} ${problemSection(model)}
          ${recordSection(model)} ${methodSection(model)}
        </main>
      </body>
    </html> `;
  return toText(page);
}

/** What the content policy names the style sheet by. */
const hashOf = (css: string): string => `sha256-${createHash('sha256').update(css).digest('base64')}`;

const contents = ({ whatIf }: ReportModel): Markup =>
  html`<nav aria-label="Contents">
    <ol>
      ${[
        ['decision', 'Decision'],
        ['history', 'Regime history'],
        ['evidence', 'Signals and evidence'],
        ['flips', 'Contributions and flips'],
        ['allocation', 'Allocation'],
        ...(whatIf ? [['what-if', 'What if']] : []),
        ['problems', 'Problems'],
        ['record', 'Data and run'],
        ['method', 'Method and disclosures'],
      ].map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
    </ol>
  </nav>`;

import type { Manifest, Vintage } from '../../decision/document/decision.ts';
import { dateText } from '../page/dates.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { ReportModel } from './page-model.ts';
import { table } from '../page/table.ts';
import { terms } from '../page/terms.ts';

/** Characters of a SHA-256 printed here; decision.json has the full hash. */
const SHORT_HASH = 12;

/** Files listed per series; decision.json lists all. */
const NAMED_FILES = 4;

/** The series id that represents all stock-level data. */
export const STOCK_LEVEL_SERIES = 'stocks';

/** Display names of the kinds of data. */
export const DATA_KINDS = {
  bar: 'prices',
  'total-return': 'total return',
  valuation: 'P/E, P/B, dividend yield',
  flow: 'flows',
  'factor-premium': 'factor premia',
  future: 'futures',
  constituent: 'index constituents',
  'stock-bar': 'stock prices',
  statement: 'company accounts',
  'corporate-action': 'corporate actions',
  shares: 'shares outstanding',
  classification: 'industries',
  'free-float': 'free float',
  'index-membership': 'index membership',
} as const;

/** Data and software of the run, as needed to reproduce it. */
export const auditSection = ({ vintage, manifest, decisionHash }: ReportModel): Markup =>
  html`<section id="audit">
    <h2>Audit trail</h2>
    <h3>Data vintage</h3>
    ${vintage.length === 0 ? html`<p>No series were read.</p>` : vintageTable(vintage)}
    <h3>Run manifest</h3>
    <p>The same data, rule book and engine reproduce this decision byte for byte.</p>
    ${manifestList(manifest, decisionHash)}
  </section>`;

const vintageTable = (vintage: readonly Vintage[]): Markup =>
  table({
    label: 'Data vintage',
    rows: vintage,
    columns: [
      {
        head: 'Series',
        cell: (v) =>
          html`${v.series === STOCK_LEVEL_SERIES ? 'Stock-level data' : v.series}<small
              >${DATA_KINDS[v.kind]}</small
            >`,
      },
      { head: 'First', kind: 'unbroken', cell: (v) => dateText(v.first) },
      { head: 'Last', kind: 'unbroken', cell: (v) => dateText(v.last) },
      { head: 'Rows', kind: 'number', cell: (v) => grouped(v.rows, 0) },
      { head: 'Files, with the start of their SHA-256', kind: 'ample', cell: fileList },
    ],
    look: 'long',
  });

function fileList({ series, files }: Vintage): Markup {
  // One file per day or month: listing the first few would not be informative.
  if (series === STOCK_LEVEL_SERIES && files.length > NAMED_FILES)
    return html`${counted(files.length, 'file')}, listed in decision.json`;
  const more = files.length - NAMED_FILES;
  return html`${files
    .slice(0, NAMED_FILES)
    .map((f) => html`<span class="file"><code>${f.sha256.slice(0, SHORT_HASH)}</code> ${f.name}</span>`)}${
    more > 0 && html`<span class="file">and ${counted(more, 'more file')}, listed in decision.json</span>`
  }`;
}

const manifestList = (
  { engine, rulebook, throughImport, portfolio }: Manifest,
  decisionHash: string,
): Markup =>
  terms([
    ['Decision hash', html`<code>${decisionHash}</code>`],
    ['Engine', `${engine.name} ${engine.version}`],
    ['Source hash', html`<code>${engine.sources}</code>`],
    ['Rule-book hash', html`<code>${rulebook}</code>`],
    ['Imports included', `up to import ${grouped(throughImport, 0)}`],
    ['Holdings file', portfolio ? html`${portfolio.file} <code>${portfolio.sha256}</code>` : 'none'],
  ]);

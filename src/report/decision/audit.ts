import type { Manifest, Vintage } from '../../decision/decision.ts';
import { dateText } from '../page/dates.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { ReportModel } from './model.ts';
import { table } from '../page/table.ts';
import { terms } from '../page/terms.ts';

/** Enough of a SHA-256 to tell files apart by eye; the decision has it whole. */
const SHORT_HASH = 12;

/** Files of a series that are named here; the decision names all. */
const NAMED_FILES = 4;

/** The series under which all single companies stand. */
const COMPANIES = 'stocks';

/** What each kind of data is called. */
const KINDS = {
  bar: 'prices',
  'total-return': 'total return',
  valuation: 'P/E, P/B, dividend yield',
  flow: 'flows',
  'factor-premium': 'factor premia',
  future: 'futures',
  constituent: 'index members',
  'stock-bar': 'stock prices',
  statement: 'company accounts',
  'corporate-action': 'corporate actions',
  shares: 'shares outstanding',
  classification: 'industries',
  'free-float': 'free floats',
  'index-membership': 'members of indices',
} as const;

/** What the run was made from, and what is needed to make it again. */
export const recordSection = ({ vintage, manifest }: ReportModel): Markup =>
  html`<section id="record">
    <h2>Data and run</h2>
    <h3>Data vintage</h3>
    ${vintage.length === 0 ? html`<p>No series was read.</p>` : vintageTable(vintage)}
    <h3>Run manifest</h3>
    <p>The same data, rule book and engine give this decision again, byte for byte.</p>
    ${manifestList(manifest)}
  </section>`;

const vintageTable = (vintage: readonly Vintage[]): Markup =>
  table({
    label: 'Data vintage',
    rows: vintage,
    columns: [
      {
        head: 'Series',
        cell: (v) =>
          html`${v.series === COMPANIES ? 'Single companies' : v.series}<small>${KINDS[v.kind]}</small>`,
      },
      { head: 'First', kind: 'unbroken', cell: (v) => dateText(v.first) },
      { head: 'Last', kind: 'unbroken', cell: (v) => dateText(v.last) },
      { head: 'Rows', kind: 'number', cell: (v) => grouped(v.rows, 0) },
      { head: 'Files, after the start of their SHA-256', kind: 'ample', cell: fileList },
    ],
    look: 'long',
  });

function fileList({ series, files }: Vintage): Markup {
  // A file a day or a month: the first few tell nothing of the others.
  if (series === COMPANIES && files.length > NAMED_FILES)
    return html`${counted(files.length, 'file')}, listed in decision.json`;
  const more = files.length - NAMED_FILES;
  return html`${files
    .slice(0, NAMED_FILES)
    .map((f) => html`<span class="file"><code>${f.sha256.slice(0, SHORT_HASH)}</code> ${f.name}</span>`)}${
    more > 0 && html`<span class="file">and ${counted(more, 'more file')}, listed in decision.json</span>`
  }`;
}

const manifestList = ({ engine, rulebook, throughImport, portfolio }: Manifest): Markup =>
  terms([
    ['Engine', `${engine.name} ${engine.version}`],
    ['Source hash', html`<code>${engine.sources}</code>`],
    ['Rule-book hash', html`<code>${rulebook}</code>`],
    ['Imports seen', `up to number ${grouped(throughImport, 0)}`],
    ['Holdings file', portfolio ? html`${portfolio.file} <code>${portfolio.sha256}</code>` : 'none given'],
  ]);

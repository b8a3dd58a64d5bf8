import { day, displayDay } from '../../../market/day.ts';
import type { StatusReport } from '../../../decision/store/store-status.ts';
import { counted } from '../../../format/numbers.ts';
import { problemText } from '../layout/problem.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { table } from '../layout/table.ts';
import { rowsAboveTexts, rowsBelowName, wrapped } from '../layout/wrapped.ts';

const date = (isoDate: string): string => displayDay(day(isoDate));
const count = (n: number): string => n.toLocaleString('en-IN');

/** Columns of the names of series and of what stands below them. */
const NAMES = 34;

/** Columns of what stands below a file's name. */
const BELOW_FILE = 28;

/** Unidentified symbols listed; `--json` has all. */
const SYMBOLS = 5;

/** Gaps listed, the latest first; the rest are counted, and listed in `--json`. */
const GAPS = 8;

export function statusText(status: StatusReport): string {
  if (status.series.length === 0 && status.stocks === null)
    return 'The store is empty. Import market files with trrm import.\n';
  const gaps = status.gaps
    .toSorted((a, b) => b.before.localeCompare(a.before))
    .slice(0, GAPS)
    .map((g) => `  ${g.series} (${g.kind}): no rows between ${date(g.after)} and ${date(g.before)}`);
  const more = status.gaps.length - gaps.length;
  const imports = status.imports.flatMap((f) =>
    rowsAboveTexts(
      [String(f.id), date(f.importedOn), ...[f.rowsRead, f.stored, f.unchanged, f.rejected].map(count)],
      f.name,
      [f.format],
      BELOW_FILE,
    ),
  );
  const parts = [
    `The store as of ${date(status.asOf)}`,
    // What is doubtful stands first: the series may fill several screens.
    status.problems.map(problemText).join('\n'),
    gaps.length > 0
      ? `Gaps\n${gaps.join('\n')}${more > 0 ? `\n  … ${more} more; --json lists all` : ''}`
      : '',
    `Registered breaks\n${status.breaks.map((b) => `  ${b.series} × ${b.factor} from ${date(b.on)}: ${b.reason}`).join('\n')}`,
    seriesText(status.series),
    stocksText(status.stocks),
    `Last imports\n${table(['No.', 'On', 'Read', 'Stored', 'Unchanged', 'Rejected', 'File'], imports, [0, 2, 3, 4, 5])}`,
  ];
  return `${simulatedMark(status.simulated)}${parts.filter((p) => p !== '').join('\n\n')}\n`;
}

/** Series that no signal reads, by the kind of their rows, in this order. */
const SERIES_KINDS: Readonly<Record<string, string>> = {
  'total-return': 'Total-return levels',
  bar: 'Prices, levels and rates',
  valuation: 'Valuation: P/E, P/B, dividend yield',
  future: 'Futures',
  flow: 'Flows',
  'factor-premium': 'Factor premia',
  constituent: 'Index constituents',
};

type Series = StatusReport['series'][number];

/** All series in one table: what the signals read comes first, because a call depends on it. */
function seriesText(all: readonly Series[]): string {
  if (all.length === 0) return '';
  const others = all.filter((s) => s.signals.length === 0);
  const groups = new Map([
    ['Read by the signals', all.filter((s) => s.signals.length > 0)],
    ...[...new Set([...Object.keys(SERIES_KINDS), ...others.map((s) => s.kind)])].map(
      (kind) => [SERIES_KINDS[kind] ?? kind, others.filter((s) => s.kind === kind)] as const,
    ),
  ]);
  const blank = ['', '', '', '', ''];
  const rows = [...groups].flatMap(([title, series], i) =>
    series.length === 0
      ? []
      : [
          ...(i > 0 ? [blank] : []),
          ...wrapped(`${title}:`, NAMES).map((line) => [line, '', '', '', '']),
          ...series.flatMap(seriesRows),
        ],
  );
  return table(['Series', 'First', 'Last', 'Age', 'Rows'], rows, [3, 4]);
}

const seriesRows = (s: Series): string[][] =>
  rowsBelowName(
    s.series,
    [date(s.first), date(s.last), s.daysOld === 1 ? '1 day' : `${count(s.daysOld)} days`, count(s.rows)],
    [
      // Other groups are of one kind, which their title names.
      `${s.signals.length > 0 ? `${s.kind} of ` : ''}${s.sources.join(', ')}, ${counted(s.files, 'file')}`,
      s.signals.length > 0 ? `for ${s.signals.join(', ')}` : '',
    ],
    NAMES,
  );

const KINDS: Readonly<Record<string, string>> = {
  'stock-bar': 'prices',
  'corporate-action': 'corporate actions',
  shares: 'shares outstanding',
  statement: 'accounts',
  classification: 'company lists',
  'free-float': 'free float',
  'index-membership': 'index membership',
};

function stocksText(stocks: StatusReport['stocks']): string {
  if (!stocks) return '';
  const rows = stocks.kinds.flatMap((k) =>
    rowsBelowName(
      KINDS[k.kind] ?? k.kind,
      [date(k.first), date(k.last), count(k.names), count(k.rows)],
      [`of ${k.sources.join(', ')}`],
      NAMES,
    ),
  );
  const head = ['Data', 'First', 'Last', 'ISINs or\nsymbols', 'Rows'];
  const { issuers, sessions, unidentified } = stocks;
  const counts = `${count(issuers)} ${issuers === 1 ? 'issuer' : 'issuers'} with prices, ${count(sessions)} ${sessions === 1 ? 'session' : 'sessions'}`;
  const apart =
    unidentified.length === 0
      ? ''
      : `; ${unidentified.length === 1 ? '1 symbol is not identified as a stock' : `${count(unidentified.length)} symbols are not identified as stocks`} (${unidentified.slice(0, SYMBOLS).join(', ')}${unidentified.length > SYMBOLS ? ', …' : ''})`;
  return `Stocks: ${counts}${apart}\n${table(head, rows, [3, 4])}`;
}

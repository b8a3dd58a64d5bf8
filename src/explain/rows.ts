import { day, iso } from '../market/day.ts';
import { issuerPart } from '../market/stocks/isin.ts';
import { splitKey } from '../market/store/read-series.ts';
import { type DatedProvenance, readLastPriceRow, readRowsInUse } from '../market/store/lineage.ts';
import { kindOf } from '../market/store/rows.ts';
import type { Store } from '../market/store/store.ts';
import type { StoredFile } from '../decision/ledger/entries/ledger-entry.ts';
import { sha256 } from '../market/files/sha256.ts';
import type { Evidence } from './explanation.ts';
import type { FindRows } from './explain.ts';
import type { MadeDecision, RowsAsked } from './rule.ts';

/** Looks up rows of a store as a decision saw them, and lines of its portfolio file. Equal questions are asked once. */
export function rowFinder(
  store: Pick<Store, 'transaction'>,
  made: MadeDecision,
  portfolio: StoredFile | null,
): FindRows {
  const { decision } = made;
  const at = { asOf: day(decision.asOf), throughImport: decision.manifest.throughImport };
  const answered = new Map<string, Promise<readonly Evidence[]>>();
  const find = async (asked: RowsAsked): Promise<readonly Evidence[]> => {
    switch (asked.kind) {
      case 'days':
        return (
          await store.transaction((connection) => readRowsInUse(connection, asked.key, asked.days, at))
        ).map((row) => rowOf(asked.key, row));
      case 'series': {
        const { series, field } = splitKey(asked.key);
        const kind = kindOf(field);
        return coverageOf(made, (v) => v.series === series && v.kind === kind);
      }
      case 'stocks':
        return coverageOf(made, (v) => v.series === 'stocks');
      case 'price': {
        const row = await store.transaction((connection) =>
          readLastPriceRow(connection, namesOf(made, asked.isin), at),
        );
        return row ? [rowOf(`${asked.isin}.close`, row)] : [];
      }
      case 'portfolio':
        return portfolio ? linesOf(portfolio, asked.of) : [];
    }
  };
  return (asked) => {
    const question = JSON.stringify(asked);
    const answer = answered.get(question) ?? find(asked);
    answered.set(question, answer);
    return answer;
  };
}

const rowOf = (
  series: string,
  { observedOn, value, file, line, sha256: hash }: DatedProvenance,
): Evidence => ({
  kind: 'row',
  series,
  day: iso(observedOn),
  value,
  file,
  line,
  sha256: hash,
});

/** Many rows at once, as the decision itself counts them. */
const coverageOf = (
  { decision }: MadeDecision,
  isMeant: (vintage: MadeDecision['decision']['vintage'][number]) => boolean,
): Evidence[] =>
  decision.vintage.filter(isMeant).map(({ series, kind, first, last, rows, files }) => ({
    kind: 'rows',
    series: `${series} (${kind})`,
    first,
    last,
    rows,
    files,
  }));

/** The names under which a stock's prices are stored: its ISINs by the files, and its symbol where a file has no ISIN. */
function namesOf({ stocks }: MadeDecision, isin: string): string[] {
  const symbol = stocks?.issuers.find(
    (i) => i.isin !== '' && issuerPart(i.isin) === issuerPart(isin),
  )?.symbol;
  return [isin, ...(symbol === undefined ? [] : [symbol])];
}

/** Lines of a portfolio file with a cell that is one of the names; without names, the file as a whole. */
function linesOf({ file, text }: StoredFile, names: readonly string[]): Evidence[] {
  const hash = sha256(text);
  const lines = text.split(/\r\n|\n|\r/);
  if (names.length === 0) {
    const rows = lines.filter((line) => line.trim() !== '').length - 1;
    return [{ kind: 'line', file, line: 1, sha256: hash, text: `${rows} lines below the header` }];
  }
  const wanted = new Set(names);
  return lines.flatMap((line, i): Evidence[] =>
    line.split(/[,;\t]/).some((cell) => wanted.has(cell.trim().replace(/^"|"$/g, '')))
      ? [{ kind: 'line', file, line: i + 1, sha256: hash, text: line }]
      : [],
  );
}

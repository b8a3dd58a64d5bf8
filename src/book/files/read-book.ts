import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readText, readUtf8, type TextKind } from '../../market/files/read-text.ts';
import { userError } from '../../market/problem.ts';
import type { ClientOverride, ClientRows, Restriction, SecurityList } from './client.ts';
import type { BookRules } from './book-rules.ts';
import { bookRulesOf, DEFAULT_BOOK_RULES } from './book-rules.ts';
import { CASH, readCash, type ReadLine } from './cash.ts';
import { CLIENTS, type ClientLine, readClients } from './clients.ts';
import { readSecurityList } from './lists.ts';
import { LOTS, type LotText, NO_LOTS, readLotTable } from './lots.ts';
import { OVERRIDES, readOverrides } from './overrides.ts';
import { ALL_CLIENTS, readRestrictions, RESTRICTIONS } from './restrictions.ts';

const RULES = 'book-rules.yaml';
/** A book of 10,000 clients with 500 lots each. */
const TABLE: TextKind = { what: 'a table of a book', maximumBytes: 512 * 1024 ** 2 };

/** The files of a book. */
export interface BookFiles {
  /** The text of each by name, without that of the lots. */
  readonly texts: ReadonlyMap<string, string>;
  /** `lots.csv`, many times larger than the others, in UTF-8; null where there is none. */
  readonly lots: Uint8Array | null;
}

/** A book as its files have it. */
export interface Book {
  readonly rules: BookRules;
  readonly lists: readonly SecurityList[];
  /** In the order of `clients.csv`. Closed accounts are among them. */
  readonly clients: readonly ClientRows[];
  /** The lines of a client in `lots.csv`. */
  readonly lotsOf: (client: string) => LotText;
}

/**
 * The files of a book's folder.
 *
 * @throws UserError for a folder or file that cannot be read.
 */
export function bookFiles(folder: string): BookFiles {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw userError('book-file', folder, 'There is no such folder.', `Name a folder with ${CLIENTS}.`);
  const lists = join(folder, 'lists');
  const names = [
    ...[CLIENTS, CASH, RESTRICTIONS, OVERRIDES, RULES].filter((name) => existsSync(join(folder, name))),
    ...(existsSync(lists) ? readdirSync(lists) : [])
      .filter((name) => name.endsWith('.csv'))
      .sort()
      .map((name) => `lists/${name}`),
  ];
  const lots = join(folder, LOTS);
  return {
    texts: new Map(names.map((name) => [name, readText(join(folder, name), TABLE)])),
    lots: existsSync(lots) ? readUtf8(lots, TABLE) : null,
  };
}

/**
 * Reads a book. A fault of a client's own line leaves that client out; a fault of a file as a whole, of a list, or of what
 * concerns all clients refuses the book.
 *
 * @throws UserError for the latter.
 */
export function readBook({ texts, lots: lotBytes }: BookFiles): Book {
  const clientsText = texts.get(CLIENTS);
  if (clientsText === undefined)
    throw userError('book-file', CLIENTS, 'The book has no such file.', 'See docs/how-to/book.md.');
  const textOf = (name: string): string | null => texts.get(name) ?? null;
  const lists = [...texts].flatMap(([name, text]) =>
    name.startsWith('lists/') ? [readSecurityList(text, name.slice('lists/'.length, -'.csv'.length))] : [],
  );
  const lots = lotBytes === null ? NO_LOTS : readLotTable(lotBytes);
  const cash = mapOr(textOf(CASH), readCash, []);
  const listNames = new Set(lists.map((list) => list.name));
  const restrictions = mapOr(textOf(RESTRICTIONS), (text) => readRestrictions(text, listNames), []);
  const overrides = mapOr(textOf(OVERRIDES), readOverrides, []);
  const lines = readClients(clientsText);
  refuseUnknownClients(lines, {
    [LOTS]: lots.clients,
    [CASH]: cash,
    [RESTRICTIONS]: restrictions.filter((r) => r.client !== ALL_CLIENTS),
    [OVERRIDES]: overrides,
  });
  const common = restrictions.filter((r) => r.client === ALL_CLIENTS);
  const faults = common.flatMap((r) => r.problems);
  if (faults.length > 0)
    throw userError(
      'book-file',
      faults[0]!.about,
      `A restriction of all clients cannot be read: ${faults[0]!.message}`,
      faults[0]!.remedy,
    );
  const byClient = {
    cash: grouped(cash),
    restrictions: grouped(restrictions),
    overrides: grouped(overrides),
  };
  return {
    rules: mapOr(textOf(RULES), (text) => bookRulesOf(text, RULES), DEFAULT_BOOK_RULES),
    lists,
    lotsOf: lots.textOf,
    clients: lines.map(({ id, client, line, problems }): ClientRows => {
      const own = id ?? '';
      const of = {
        cash: byClient.cash.get(own) ?? [],
        restrictions: byClient.restrictions.get(own) ?? [],
        overrides: byClient.overrides.get(own) ?? [],
      };
      const valuesOf = <T>(read: readonly ReadLine<T>[]): T[] => read.flatMap((r) => r.value ?? []);
      return {
        id: id ?? `${CLIENTS}:${line}`,
        client,
        cash: valuesOf(of.cash),
        restrictions: inOrder([...valuesOf<Restriction>(of.restrictions), ...valuesOf<Restriction>(common)]),
        overrides: valuesOf<ClientOverride>(of.overrides),
        problems: [
          ...problems,
          ...[...of.cash, ...of.restrictions, ...of.overrides].flatMap((r) => r.problems),
        ],
      };
    }),
  };
}

const mapOr = <T>(text: string | null, read: (text: string) => T, otherwise: T): T =>
  text === null ? otherwise : read(text);

const inOrder = (restrictions: readonly Restriction[]): Restriction[] =>
  [...restrictions].sort((a, b) => a.line - b.line);

function grouped<T>(lines: readonly ReadLine<T>[]): Map<string, ReadLine<T>[]> {
  const groups = new Map<string, ReadLine<T>[]>();
  for (const line of lines) {
    const of = groups.get(line.client) ?? [];
    groups.set(line.client, of);
    of.push(line);
  }
  return groups;
}

/** Lines of a client that the book does not have: money or a restriction would silently be lost. */
function refuseUnknownClients(
  clients: readonly ClientLine[],
  files: Readonly<Record<string, readonly { readonly client: string; readonly line: number }[]>>,
): void {
  const known = new Set(clients.flatMap(({ id }) => id ?? []));
  for (const [file, lines] of Object.entries(files)) {
    const unknown = lines.find(({ client }) => !known.has(client));
    if (unknown)
      throw userError(
        'book-file',
        `${file}:${unknown.line}`,
        `${JSON.stringify(unknown.client.slice(0, 60))} is not a client of the book.`,
        `Add it to ${CLIENTS}, or remove its lines.`,
      );
  }
}

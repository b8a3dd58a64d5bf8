import { type BrokerColumns, normalised, possibleHeaders, type Role } from './columns.ts';

/**
 * What a broker's or depository's file holds. `trades`: purchases and sales with their days. `holdings`: current holdings, with
 * an average cost. `realised`: sales with the days of purchase and sale, for a tax return.
 */
export interface BrokerFormat {
  readonly kind: 'trades' | 'holdings' | 'realised';
  /** For people, with an article: `a Zerodha tradebook`. */
  readonly name: string;
  readonly columns: BrokerColumns;
}

/** The vendor of a file by column names that only it has. */
const VENDORS: readonly (readonly [BrokerFormat['kind'], readonly string[], string])[] = [
  ['holdings', ['instrument', 'avg. cost'], 'a Zerodha Kite holdings file'],
  ['holdings', ['quantity available', 'average price'], 'a Zerodha Console holdings file'],
  ['holdings', ['stock name', 'average buy price'], 'a Groww holdings file'],
  ['trades', ['trade id', 'order execution time'], 'a Zerodha tradebook'],
  ['realised', ['period of holding'], 'a Zerodha tax P&L'],
  ['trades', ['folio'], 'a statement of fund transactions (CAMS, KFintech)'],
  ['holdings', ['folio'], 'a statement of fund holdings (CAMS, KFintech)'],
  ['holdings', ['folio no'], 'a statement of fund holdings (CAMS, KFintech)'],
  ['holdings', ['folio number'], 'a statement of fund holdings (CAMS, KFintech)'],
  ['holdings', ['isin name'], 'a depository statement (CDSL, NSDL)'],
  ['holdings', ['isin description'], 'a depository statement (CDSL, NSDL)'],
  ['holdings', ['current bal'], 'a depository statement (CDSL, NSDL)'],
  ['holdings', ['curr bal'], 'a depository statement (CDSL, NSDL)'],
];

const NAMES: Readonly<Record<BrokerFormat['kind'], string>> = {
  trades: 'a tradebook',
  holdings: 'a broker’s holdings file',
  realised: 'a statement of realised gains',
};

type Has = (role: Role) => boolean;
const isSecurity = (has: Has): boolean => has('isin') || has('symbol') || has('amfi') || has('name');

/** The kinds, the most telling columns first: a statement of realised gains has a quantity and prices too. */
const HEADERS: readonly (readonly [BrokerFormat['kind'], (has: Has) => boolean])[] = [
  ['realised', (has) => isSecurity(has) && has('bought') && has('sold') && has('quantity')],
  [
    'trades',
    (has) =>
      isSecurity(has) && has('date') && has('side') && has('quantity') && (has('price') || has('amount')),
  ],
  [
    'holdings',
    (has) =>
      isSecurity(has) &&
      has('quantity') &&
      ['cost', 'invested', 'price', 'lastPrice', 'amount'].some((role) => has(role as Role)),
  ],
];

/** Recognises a broker's or depository's file by its header, whatever its name; null for anything else. */
export function brokerFormat(text: string): BrokerFormat | null {
  const headers = possibleHeaders(linesOf(text));
  for (const [kind, isHeader] of HEADERS) {
    const columns = headers.find(({ index }) => isHeader((role) => index.has(role)));
    if (!columns) continue;
    const vendor = VENDORS.find(
      ([of, names]) => of === kind && names.every((n) => columns.names.includes(normalised(n))),
    );
    return { kind, name: vendor?.[2] ?? NAMES[kind], columns };
  }
  return null;
}

export const linesOf = (text: string): string[] => text.replace(/^\uFEFF/, '').split(/\r?\n/);

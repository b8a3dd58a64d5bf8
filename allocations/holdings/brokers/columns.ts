import { splitFields } from '../../../src/market/import/formats/fields.ts';

/** What a column of a broker's or depository's file holds. */
export type Role = keyof typeof NAMES;

/**
 * Column names by role, in lower case without units, as printed by Zerodha (Kite, Console), Groww, Upstox, Angel One,
 * ICICI Direct, CDSL, NSDL, CAMS, KFintech and MF Central, and those that a user may add.
 */
const NAMES = {
  isin: ['isin', 'isin code', 'isin no', 'isin no.', 'isin number'],
  symbol: [
    'symbol',
    'instrument',
    'trading symbol',
    'tradingsymbol',
    'nse symbol',
    'scrip',
    'scrip symbol',
    'stock symbol',
    'nse code',
    'scrip code',
  ],
  name: [
    'stock name',
    'company name',
    'company',
    'security name',
    'security',
    'security description',
    'isin name',
    'isin description',
    'scheme name',
    'scheme',
    'fund name',
    'scrip name',
    'instrument name',
    'scheme description',
  ],
  amfi: ['amfi', 'amfi code', 'scheme code'],
  folio: ['folio', 'folio no', 'folio no.', 'folio number'],
  quantity: [
    'qty.',
    'qty',
    'quantity',
    'quantity available',
    'current bal',
    'current bal.',
    'current balance',
    'no. of shares',
    'no of shares',
    'shares',
    'units',
    'balance units',
    'unit balance',
    'closing units',
    'closing balance',
    'holding quantity',
    'net quantity',
    'net qty',
    'total quantity',
    'total qty',
    'curr bal',
    'closing bal',
    'holding qty',
    'qty held',
    'quantity held',
    'available quantity',
    'number of shares',
    'no of units',
    'units held',
    'closing unit balance',
    'free bal',
  ],
  cost: [
    'avg. cost',
    'avg cost',
    'average cost',
    'average price',
    'avg. price',
    'avg price',
    'average buy price',
    'avg. buy price',
    'buy average',
    'buy avg',
    'average nav',
    'avg. nav',
    'cost per share',
    'cost',
    'average cost price',
    'avg cost price',
    'cost price',
    'avg buying price',
    'buy price',
    'average rate',
    'avg rate',
    'purchase price',
  ],
  invested: [
    'invested',
    'invested value',
    'invested amount',
    'buy value',
    'cost value',
    'investment value',
    'investment',
  ],
  price: ['price', 'trade price', 'traded price', 'rate', 'nav'],
  lastPrice: [
    'ltp',
    'cmp',
    'previous closing price',
    'prev. closing price',
    'closing price',
    'close price',
    'market price',
    'market rate',
    'current price',
    'last price',
    'current nav',
    'current market price',
    'last traded price',
    'closing rate',
    'previous close',
    'prev close',
  ],
  amount: [
    'amount',
    'value',
    'trade value',
    'cur. val',
    'current value',
    'closing value',
    'market value',
    'present value',
    'valuation',
  ],
  date: [
    'trade date',
    'date',
    'transaction date',
    'execution date and time',
    'order execution date',
    'exchange date',
    'order date',
    'trade date time',
  ],
  time: ['order execution time', 'trade time', 'time'],
  side: ['trade type', 'type', 'side', 'buy/sell', 'transaction type', 'txn type', 'order type'],
  segment: ['segment'],
  status: ['order status', 'status'],
  sold: ['exit date', 'sell date', 'sale date', 'date of sale'],
  bought: ['bought', 'entry date', 'buy date', 'purchase date', 'date of purchase'],
  profit: ['profit', 'realised profit', 'realized profit', 'gain'],
  position: ['position'],
  traded: ['traded'],
  price2018: ['price-2018', 'price 2018', 'fair market value'],
} as const;

/** The columns of a file: the index of each role's column, and all names as normalised. */
export interface BrokerColumns {
  readonly index: ReadonlyMap<Role, number>;
  readonly names: readonly string[];
  /** Line of the header, from 1. */
  readonly line: number;
}

/** The header may come after lines with the client's name and the date of the statement. */
const MOST_LINES_BEFORE = 40;

/** The columns that each of the lines would have as the header of a broker's file, first line first. */
export const possibleHeaders = (lines: readonly string[]): BrokerColumns[] =>
  lines.slice(0, MOST_LINES_BEFORE).map((text, i) => {
    const names = (splitFields(text) ?? []).map(normalised);
    const index = new Map<Role, number>();
    for (const [role, known] of NORMALISED) {
      // The list goes from the precise to the vague.
      const name = known.find((of) => names.includes(of));
      if (name !== undefined) index.set(role, names.indexOf(name));
    }
    return { index, names, line: i + 1 };
  });

/** `Qty.` and `order_execution_time` in lower case, without dots, underscores, units in brackets and repeated spaces. */
export const normalised = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('.', '')
    .replaceAll('_', ' ')
    .replaceAll(/\(.*?\)|₹/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

const NORMALISED = (Object.keys(NAMES) as Role[]).map(
  (role) => [role, (NAMES[role] as readonly string[]).map(normalised)] as const,
);

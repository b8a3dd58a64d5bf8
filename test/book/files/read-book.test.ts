import { readBook } from '../../../src/book/files/read-book.ts';
import { day } from '../../../src/market/day.ts';
import { UserError } from '../../../src/market/problem.ts';
import { files, inputsOf, ISINS, LOTS_HEADER, RESTRICTIONS_HEADER } from '../book.fixture.ts';

type Rows = Readonly<Record<string, readonly string[]>>;
const clients = ['id,approach', 'C1,core', 'C2,core'];
const book = (rows: Rows) => readBook(files({ 'clients.csv': clients, ...rows }));
const faults = (rows: Rows): string[] =>
  book(rows).clients[0]!.problems.map((p) => `${p.about} ${p.message} ${p.remedy}`);
const refusal = (rows: Rows): string => {
  try {
    book(rows);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return '';
};

test('a client has its own lines and the restrictions of all', () => {
  const written = book({
    'lots.csv': [LOTS_HEADER, `C1,${ISINS[0]},,2024-01-02,10,100`, `C2,${ISINS[1]},,2024-01-02,5,200`],
    'cash.csv': ['client,day,amount,settled', 'C1,2025-03-01,"1,00,000.50",y', 'C1,2025-03-05,-20,n'],
    'lists/asm.csv': ['isin,day', `${ISINS[3]},2025-03-28`],
    'restrictions.csv': [
      RESTRICTIONS_HEADER,
      `C1,isin,${ISINS[0]},max 0.02,,2025-06-30,Mandate`,
      '*,list,asm,no-buy,,,Surveillance',
    ],
  });
  const [read, { lists }] = [inputsOf(written), written];
  expect(read.map((c) => [c.id, c.lots.length, c.cash.length, c.restrictions.length])).toEqual([
    ['C1', 1, 2, 2],
    ['C2', 1, 0, 1],
  ]);
  expect(read[0]!.cash.map((m) => [m.paise, m.settled])).toEqual([
    [10_000_050, true],
    [-2000, false],
  ]);
  expect(read[0]!.restrictions[0]!.effect).toEqual({ kind: 'max', weight: 0.02 });
  expect(lists).toEqual([{ name: 'asm', day: day('2025-03-28'), isins: [ISINS[3]] }]);
});

test.each<[string, Rows, string]>([
  [
    'an effect',
    { 'restrictions.csv': [RESTRICTIONS_HEADER, `C1,isin,${ISINS[0]},never,,,Wish`] },
    'restrictions.csv:2 effect is "never". Give no-buy, no-hold, no-sell, max with a fraction (max 0.02), or substitute with an ISIN.',
  ],
  [
    'an industry',
    { 'restrictions.csv': [RESTRICTIONS_HEADER, 'C1,industry,WINE,no-buy,,,Faith'] },
    'restrictions.csv:2 "WINE" is not an industry of INEC-1.',
  ],
  [
    'a list',
    { 'restrictions.csv': [RESTRICTIONS_HEADER, 'C1,list,tobacco,no-hold,,,Faith'] },
    'restrictions.csv:2 there is no list "tobacco".',
  ],
  [
    'an amount',
    { 'cash.csv': ['client,day,amount', 'C1,2025-03-01,ten'] },
    'cash.csv:2 amount is "ten", which is not a valid amount.',
  ],
  [
    'a day',
    { 'cash.csv': ['client,day,amount', 'C1,31-03-2025,10'] },
    'cash.csv:2 day is "31-03-2025", which is not a date.',
  ],
  [
    'an override without an author',
    { 'overrides.csv': ['client,what,until,reason,author', 'C1,no-trade,2025-06-30,Probate,'] },
    'overrides.csv:2 reason or author is empty.',
  ],
  [
    'a tax status',
    { 'clients.csv': ['id,approach,tax-status', 'C1,core,trust'] },
    'clients.csv:2 tax-status is "trust".',
  ],
  [
    'an id that climbs out of the folder',
    { 'clients.csv': ['id,approach', '../x,core'] },
    'cannot be the name of a folder',
  ],
  [
    'an approach that climbs out of the folder',
    { 'clients.csv': ['id,approach', 'C1,../x'] },
    'cannot be the name of a file',
  ],
])('%s that cannot be read leaves the client out, with line, value and remedy', (_, rows, message) => {
  expect(faults(rows).join('\n')).toContain(message);
});

test('two ids that differ in case only would share a folder: the second is left out', () => {
  const { clients: read } = book({ 'clients.csv': ['id,approach', 'C1,core', 'c1,core'] });
  expect(read.map((c) => c.problems.length)).toEqual([0, 1]);
});

test.each<[string, Rows, string]>([
  ['an unknown column', { 'cash.csv': ['client,day,amount,note'] }, '"note" is not a column'],
  ['a missing column', { 'lots.csv': ['client,holding'] }, 'is missing'],
  [
    'a row with too many cells',
    { 'cash.csv': ['client,day,amount', 'C1,2025-03-01,1,00,000'] },
    'cash.csv:2',
  ],
  [
    'lines of a client that is not in the book',
    { 'cash.csv': ['client,day,amount', 'C9,2025-03-01,1'] },
    '"C9" is not a client of the book',
  ],
  [
    'cash of all clients',
    { 'cash.csv': ['client,day,amount', '*,2025-03-01,1'] },
    '"*" is not a client of the book',
  ],
  [
    'a list with a wrong ISIN',
    { 'lists/asm.csv': ['isin,day', 'RELIANCE,2025-03-28'] },
    '"RELIANCE" is not an ISIN',
  ],
  [
    'a list of two days',
    { 'lists/asm.csv': ['isin,day', `${ISINS[0]},2025-03-28`, `${ISINS[1]},2025-03-21`] },
    'another day',
  ],
  [
    'a restriction of all clients with a fault',
    { 'restrictions.csv': [RESTRICTIONS_HEADER, '*,list,none,no-buy,,,x'] },
    'A restriction of all clients cannot be read',
  ],
  ['rules with an unknown key', { 'book-rules.yaml': ['noTrade: { width: 1 }'] }, 'book-rules.yaml'],
])('%s refuses the book', (_, rows, message) => {
  expect(refusal(rows)).toContain(message);
});

test('rules keep their sources where only a value is given', () => {
  const { rules } = book({ 'book-rules.yaml': ['listAge: { value: 3 }'] });
  expect(rules.listAge.value).toBe(3);
  expect(rules.associates.each.source).toContain('SEBI circular');
});

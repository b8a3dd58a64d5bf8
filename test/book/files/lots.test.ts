import { lotLines, readLotTable } from '../../../src/book/files/lots.ts';

const table = (text: string) => readLotTable(Buffer.from(text));
const linesOf = (text: string, client: string) =>
  lotLines(table(text).textOf(client)).map(({ line, cells }) => [line, ...cells.slice(0, 5)]);

const GROUPED =
  'client,holding,bought,quantity,cost\nA,X1,2024-01-02,1,10\nA,X2,2024-01-02,2,20\nB,X1,2024-01-02,3,30\n';

test('a client has its lines with their numbers, its cells in the order of a portfolio file', () => {
  expect(linesOf(GROUPED, 'A')).toEqual([
    [2, 'X1', '', '2024-01-02', '1', '10'],
    [3, 'X2', '', '2024-01-02', '2', '20'],
  ]);
  expect(linesOf(GROUPED, 'C')).toEqual([]);
});

test('lines of clients may be mixed, quoted, blank, or end as on Windows', () => {
  const mixed = [
    'Client, cost,quantity,bought,holding',
    'A,10,1,2024-01-02,X1',
    'B,30,3,2024-01-02,X1',
    '',
    ' A ,"2,000.50",2,2024-01-02,"₹ X2"',
  ].join('\r\n');
  expect(linesOf(mixed, 'A')).toEqual([
    [2, 'X1', '', '2024-01-02', '1', '10'],
    [5, '₹ X2', '', '2024-01-02', '2', '2,000.50'],
  ]);
  expect(table(mixed).clients).toEqual([
    { client: 'A', line: 2 },
    { client: 'B', line: 3 },
  ]);
});

test('a line that cannot be split could be any client’s: it refuses the file, with its number', () => {
  expect(() => table(`${GROUPED}A,X3,2024-01-02\nB,"X3,2024-01-02,1,1\n`)).toThrow(
    /lots\.csv:5: has 3 cells; the header has 5\.[^]*lots\.csv:6: has an unclosed quote\./,
  );
  expect(() => table('client,holding\n')).toThrow('the column bought, quantity, cost is missing');
  expect(() => table('')).toThrow('is missing');
});

import { describeReference, reference } from '../../../reference.ts';
import { addsUp, inWorkplace } from '../../store.fixture.ts';

const HEADER = 'id,company_name,face_value,book_value,roce_percentage,roe_percentage';

const company = (name: string, n: number): string => `EXAMPLE${n},${name},${n},50,10,10`;

test('a cell that spans two lines belongs to one row, numbered by its first line', async () => {
  await inWorkplace(async ({ file, takeOne, store }) => {
    const report = await takeOne(
      file(
        'companies.csv',
        [HEADER, company('One', 1), company('"Two\r\nA maker, of things"', 2), company('"T"', 3), ''].join(
          '\n',
        ),
      ),
    );
    expect([report.rowsRead, report.stored, addsUp(report)]).toEqual([3, 3, true]);
    const names = await store.transaction(async (connection) =>
      (await connection.run('SELECT company, line FROM classification ORDER BY line')).getRowsJS(),
    );
    expect(names).toEqual([
      ['One', 2],
      ['Two A maker, of things', 3],
      ['T', 5],
    ]);
  });
});

test.each([
  ['and the lines after it are rows of their own', [company('"Two', 2), company('Three', 3)], [2], 1],
  [
    'as does another eight lines below',
    [company('"1', 1), ...[2, 3, 4, 5, 6, 7, 8].map((n) => company('B', n)), company('"9', 9)],
    [2, 10],
    7,
  ],
  ['when the file ends', [company('A', 1), company('"B', 2)], [3], 1],
  ['when what closes it makes too many cells', [company('"A', 1), company('x",2,3,4,5', 2)], [2, 3], 0],
])('an unclosed quotation mark rejects its own line, %s', async (_, rows, spoilt, stored) => {
  await inWorkplace(async ({ file, takeOne }) => {
    const report = await takeOne(file('companies.csv', [HEADER, ...rows, ''].join('\n')));
    expect(report.rejections.map((r) => [r.line, r.reason])).toEqual(
      spoilt.map((line) => [line, 'unbalanced quotes']),
    );
    expect([report.stored, addsUp(report)]).toEqual([stored, true]);
  });
});

describeReference('the real list of companies', () => {
  test('has two names with a description on a second line, and every row is accepted', async () => {
    await inWorkplace(async ({ takeOne }) => {
      const report = await takeOne(reference('data', 'fundamentals', 'companies.csv'));
      expect(report).toMatchObject({ rowsRead: 92, stored: 92, rejected: 0 });
      expect(report.series).toEqual(expect.arrayContaining(['APOLLOHOSP', 'ASIANPAINT']));
    });
  });
});

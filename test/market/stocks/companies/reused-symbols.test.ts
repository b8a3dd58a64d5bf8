import { day, iso } from '../../../../src/market/day.ts';
import { inWorkplace, type Workplace } from '../../store.fixture.ts';

const OLD = 'SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,';
const NEW = `${OLD}TOTALTRADES,ISIN,`;
const TO = day('2023-12-31');

/** A bhavcopy row of the symbol EXAMPLE; without ISIN in the layout before 2011. */
function bhavcopy({ file }: Workplace, date: string, close: number, isin = ''): string {
  const row = `EXAMPLE,EQ,${close},${close},${close},${close},${close},${close},100,1000,${date},`;
  return file(`cm${date}bhav.csv`, isin === '' ? `${OLD}\n${row}\n` : `${NEW}\n${row}5,${isin},\n`);
}

async function closesOf({
  store,
}: Workplace): Promise<{ closes: string[][]; codes: string[]; isins: string[] }> {
  const market = await store.stocks({ from: day('2000-01-01'), to: TO, asOf: TO });
  const closes: string[][] = market.issuers.map(() => []);
  for await (const slice of market.slices())
    slice.close.forEach((close, i) => {
      if (!Number.isNaN(close)) closes[i]!.push(`${iso(slice.day)} ${close}`);
    });
  return { closes, codes: market.problems().map((p) => p.code), isins: market.issuers.map((i) => i.isin) };
}

describe('a symbol that was used again by another company', () => {
  it('is of another issuer before, if its prices without ISIN end years before those of the present company', async () => {
    await inWorkplace(async (at) => {
      await at.take([
        bhavcopy(at, '02-JAN-2008', 500),
        bhavcopy(at, '03-JAN-2008', 510),
        bhavcopy(at, '04-JUL-2022', 90, 'INEZZZZ01015'),
        bhavcopy(at, '05-JUL-2022', 91, 'INEZZZZ01015'),
      ]);
      const { closes, codes, isins } = await closesOf(at);
      expect(isins).toEqual(['', 'INEZZZZ01015']);
      expect(closes).toEqual([
        ['2008-01-02 500', '2008-01-03 510'],
        ['2022-07-04 90', '2022-07-05 91'],
      ]);
      expect(codes).toContain('symbol-reused');
    });
  });

  it('is of the company whose ISIN stood beside it at the time, if a file shows that', async () => {
    await inWorkplace(async (at) => {
      await at.take([
        bhavcopy(at, '02-JAN-2010', 500),
        bhavcopy(at, '03-JAN-2012', 510, 'INEZZZY01017'),
        bhavcopy(at, '04-JUL-2022', 90, 'INEZZZZ01015'),
      ]);
      const { closes, isins } = await closesOf(at);
      expect(isins).toEqual(['INEZZZY01017', 'INEZZZZ01015']);
      expect(closes).toEqual([['2010-01-02 500', '2012-01-03 510'], ['2022-07-04 90']]);
    });
  });

  it('is one issuer if the prices with ISIN follow those without', async () => {
    await inWorkplace(async (at) => {
      await at.take([bhavcopy(at, '30-DEC-2010', 500), bhavcopy(at, '03-JAN-2011', 510, 'INEZZZZ01015')]);
      const { closes, codes } = await closesOf(at);
      expect(closes).toEqual([['2010-12-30 500', '2011-01-03 510']]);
      expect(codes).not.toContain('symbol-reused');
    });
  });
});

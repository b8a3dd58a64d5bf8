import { addDays, day, iso } from '../../../../src/market/day.ts';
import type { CompanyFacts } from '../../../../src/market/stocks/companies/company-facts.ts';
import type { Store } from '../../../../src/market/store/store.ts';
import { addsUp, inWorkplace } from '../../store.fixture.ts';

const BARS = `SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,TOTALTRADES,ISIN,
ALPHA,EQ,100,104,99,102.5,102,100,5000,510000,02-JAN-2020,40,INEZZZA01014,
BETA,EQ,10,10,9.5,9.5,9.5,10,100,950,02-JAN-2020,4,INEZZZB01012,
`;
const FLOATS = 'ISIN,Symbol,FromDate,FreeFloat,KnownOn';
const MEMBERS = 'ISIN,Symbol,Index,FromDate,ToDate';

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

/** The facts, with symbols and ISO days. */
async function factsOf(store: Store, asOf = '2025-12-31') {
  const { issuers, facts } = await store.stocks({ from: day('2000-01-01'), to: day(asOf), asOf: day(asOf) });
  const of = <T extends CompanyFacts['floats' | 'memberships'][number]>({ issuer, from, ...fact }: T) => ({
    symbol: issuers[issuer]!.symbol,
    from: iso(from),
    ...fact,
  });
  return { floats: facts.floats.map((f) => of(f)), memberships: facts.memberships.map((m) => of(m)) };
}

test('a free-float factor applies from the day on which it is both in force and known', async () => {
  await inWorkplace(async ({ file, takeOne, store }) => {
    await takeOne(file('cm02JAN2020bhav.csv', BARS));
    const report = await takeOne(
      file(
        'floats.csv',
        lines(
          FLOATS,
          'INEZZZA01014,,2020-01-01,0.45,2020-01-20',
          ',BETA,2020-03-31,1,',
          ',BETA,2020-06-30,0.8,2020-06-15',
        ),
      ),
    );
    expect(report).toMatchObject({ stored: 3, rejected: 0 });
    const all = [
      { symbol: 'ALPHA', from: '2020-01-20', fraction: 0.45 },
      { symbol: 'BETA', from: '2020-03-31', fraction: 1 },
      { symbol: 'BETA', from: '2020-06-30', fraction: 0.8 },
    ];
    expect((await factsOf(store)).floats).toEqual(all);
    expect((await factsOf(store, '2020-03-31')).floats).toEqual(all.slice(0, 2));
    expect((await factsOf(store, '2020-01-19')).floats).toEqual([]);
  });
});

test('a free-float factor outside 0 to 1 is rejected with its line', async () => {
  await inWorkplace(async ({ file, takeOne }) => {
    const report = await takeOne(
      file(
        'floats.csv',
        lines(FLOATS, ',ALPHA,2020-01-01,45,', ',ALPHA,2020-01-02,0,', ',ALPHA,2020-01-03,,'),
      ),
    );
    addsUp(report);
    expect(report.stored).toBe(0);
    expect(report.reasons).toEqual([
      { reason: 'out of range', count: 2 },
      { reason: 'no value', count: 1 },
    ]);
  });
});

test('a membership has the first day as a constituent and the first day after it', async () => {
  await inWorkplace(async ({ file, takeOne, store }) => {
    await takeOne(file('cm02JAN2020bhav.csv', BARS));
    await takeOne(
      file(
        'members.csv',
        lines(
          MEMBERS,
          'INEZZZA01014,,Nifty 200,2018-03-28,2020-03-26',
          ',BETA,nifty-200,2019-09-27,2020-03-26',
          ',BETA,nifty-200,2020-03-27,',
        ),
      ),
    );
    const inIndex = { index: 'nifty-200' };
    expect((await factsOf(store)).memberships).toEqual([
      { symbol: 'ALPHA', from: '2018-03-28', isMember: true, ...inIndex },
      { symbol: 'BETA', from: '2019-09-27', isMember: true, ...inIndex },
      { symbol: 'BETA', from: '2020-03-27', isMember: false, ...inIndex },
      { symbol: 'ALPHA', from: '2020-03-27', isMember: false, ...inIndex },
      { symbol: 'BETA', from: '2020-03-27', isMember: true, ...inIndex },
    ]);
  });
});

test('the end of a membership imported later applies from its own day, because it was public then', async () => {
  await inWorkplace(async ({ file, takeOne, store }) => {
    await takeOne(file('cm02JAN2020bhav.csv', BARS));
    await takeOne(file('a.csv', lines(MEMBERS, ',BETA,nifty-200,2019-09-27,')));
    const report = await takeOne(file('b.csv', lines(MEMBERS, ',BETA,nifty-200,2019-09-27,2021-03-30')));
    expect(report).toMatchObject({ stored: 1, rejected: 0 });
    const { memberships } = await factsOf(store);
    expect(memberships.map((m) => [m.from, m.isMember])).toEqual([
      ['2019-09-27', true],
      [iso(addDays(day('2021-03-30'), 1)), false],
    ]);
    expect((await factsOf(store, '2021-03-29')).memberships).toHaveLength(1);
  });
});

test('constituents without a price during their membership are reported, but not those before the first price of the store', async () => {
  await inWorkplace(async ({ file, takeOne, store }) => {
    await takeOne(file('cm02JAN2020bhav.csv', BARS));
    await takeOne(file('cm03FEB2020bhav.csv', BARS.replaceAll('02-JAN', '03-FEB').replace(/^BETA.*\n/m, '')));
    await takeOne(
      file(
        'members.csv',
        lines(
          MEMBERS,
          ',ALPHA,nifty-200,2018-03-28,',
          ',BETA,nifty-200,2020-01-03,2020-03-26',
          ',BETA,nifty-500,2020-01-02,2020-03-26',
          ',GONE,nifty-200,2019-03-29,2020-01-02',
          ',BEFORE,nifty-200,2015-03-27,2019-12-31',
          'INEZZZG01018,,nifty-200,2020-01-31,',
        ),
      ),
    );
    const asOf = day('2025-12-31');
    const { facts } = await store.stocks({ from: day('2000-01-01'), to: asOf, asOf });
    expect(facts.unpriced).toEqual([
      { index: 'nifty-200', series: 'BETA' },
      { index: 'nifty-200', series: 'GONE' },
      { index: 'nifty-200', series: 'INEZZZG01018' },
    ]);
  });
});

test('invalid memberships are rejected with the reason', async () => {
  await inWorkplace(async ({ file, takeOne }) => {
    const report = await takeOne(
      file(
        'members.csv',
        lines(
          MEMBERS,
          ',ALPHA,nifty-200,2020-03-27,2020-03-26',
          ',ALPHA,,2020-03-27,',
          ',,nifty-200,2020-03-27,',
          ',ALPHA,nifty-200,27-03-2020,',
        ),
      ),
    );
    addsUp(report);
    expect(report.reasons.map((r) => r.reason).sort()).toEqual([
      'ends too early',
      'no index',
      'no symbol',
      'not a date',
    ]);
  });
});

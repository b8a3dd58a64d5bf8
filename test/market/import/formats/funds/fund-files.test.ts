import { day, iso, type Day } from '../../../../../src/market/day.ts';
import type { Store } from '../../../../../src/market/store/store.ts';
import { addsUp, codes, inWorkplace } from '../../../store.fixture.ts';

const HEADER_6 =
  'Scheme Code;ISIN Div Payout/ ISIN Growth;ISIN Div Reinvestment;Scheme Name;Net Asset Value;Date';
const HEADER_8 =
  'Scheme Code;ISIN Div Payout/ ISIN Growth;ISIN Div Reinvestment;Scheme Name;Plan;Option;Net Asset Value;Date';

/** A list in AMFI's shape: headings between the rows, lines of one blank, CRLF. The figures are made up. */
const list = (header: string, ...lines: readonly string[]): string =>
  [header, ' ', ...lines.flatMap((line) => (line.includes(';') ? [line] : [line, ' ']))].join('\r\n') +
  '\r\n';

const LIST_6 = list(
  HEADER_6,
  'Open Ended Schemes(Equity Scheme - Large Cap Fund)',
  'Example Mutual Fund',
  '900001;INF090I01239;-;Example Large Cap Fund - Direct Plan - Growth;10.;16-May-2025',
  '900002;-;-;Example Large Cap Fund - Direct Plan Growth Plan - Bonus Option;0.0000;16-May-2025',
  '900003;INF090I01239;-;Example Large Cap Fund - IDCW;N.A.;02-Jan-2015',
  'Open Ended Schemes(Debt Scheme - Liquid Fund)',
  'Other Mutual Fund',
  '900004;INF846K01EW2;INF174K01VSI;Other Liquid Fund - Regular Plan - Growth;1000.5;18-May-2025',
  '900005;Redeemed;-;Other Liquid Fund - Segregated Portfolio 1;3.25;16-May-2025',
  '900006;-;-;Other Liquid Fund - Direct Plan - Growth;12.5;25-May-2025',
);

const schemesIn = (store: Store): Promise<unknown[][]> =>
  store.transaction(
    async (connection) =>
      (
        await connection.run(
          'SELECT series, name, house, category, plan, "option", observed_on::VARCHAR FROM scheme ORDER BY series, observed_on',
        )
      ).getRowsJS() as Promise<unknown[][]>,
  );

async function navsOf(store: Store, code: string): Promise<string[]> {
  const key = `amfi:${code}.nav` as const;
  const { observedOn, knownOn, value } = (await store.load([key])).view(day('2030-01-01')).column(key);
  return Array.from(observedOn, (d, i) => `${iso(d as Day)} ${value[i]} known ${iso(knownOn[i] as Day)}`);
}

describe('AMFI’s list of latest NAVs', () => {
  it('gives each scheme the category and house above it, and each NAV the next day as the day it was known', async () => {
    await inWorkplace(async ({ file, takeOne, store }) => {
      const report = await takeOne(file('NAVAll.txt', LIST_6));
      expect([report.format, report.rowsRead, report.stored, report.rejected]).toEqual([
        'amfi-nav-all',
        6,
        5,
        1,
      ]);
      expect(report.rejections[0]!.message).toMatch(/25 May 2025 is more than 3 days after 16 May 2025/);
      expect(await navsOf(store, '900001')).toEqual(['2025-05-16 10 known 2025-05-17']);
      expect(await navsOf(store, '900004')).toEqual(['2025-05-18 1000.5 known 2025-05-19']);
      // Neither 0 nor N.A. is a NAV, but the scheme is there.
      expect(await navsOf(store, '900002')).toEqual([]);
      const schemes = await schemesIn(store);
      expect(schemes.map((s) => s[0])).toEqual([1, 2, 3, 4, 5].map((n) => `amfi:90000${n}`));
      expect(schemes[3]).toEqual([
        'amfi:900004',
        'Other Liquid Fund - Regular Plan - Growth',
        'Other Mutual Fund',
        'Debt Scheme - Liquid Fund',
        null,
        null,
        '2025-05-16',
      ]);
    });
  });

  it('counts what is odd about it', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const { problems } = await takeOne(file('NAVAll.txt', LIST_6));
      const text = problems.map((p) => `${p.code}: ${p.message}`).join('\n');
      expect(text).toContain('zero-nav: NAVs of 0, read as missing: 1 (amfi:900002)');
      expect(text).toContain('no-nav: schemes without a NAV: 1 (amfi:900003 "N.A.")');
      expect(text).toContain('malformed-isin: texts in place of an ISIN: 1 (Redeemed)');
      expect(text).toContain('isin-check-digit: ISINs with a wrong check digit: 1 (INF174K01VSI)');
      expect(text).toContain('shared-isin: ISINs of more than one scheme: 1 (INF090I01239)');
      expect(text).toMatch(/stale-nav: NAVs more than 7 days older .*: 1 of 6, by more than a year 1/);
      expect(text).toContain('segregated: segregated portfolios, which belong to no peer group: 1.');
    });
  });

  it('with eight columns has plan and option of its own, whatever their place', async () => {
    await inWorkplace(async ({ file, takeOne, store }) => {
      const report = await takeOne(
        file(
          'NAVAll.txt',
          list(
            HEADER_8,
            "Open Ended Schemes(Solution Oriented Scheme - Children's Fund - Childrens' Fund)",
            'Example Mutual Fund',
            "900007;INF090I01239;-;Example Children's Fund;Direct;Growth;55.5;20-Aug-2025",
          ),
        ),
      );
      expect([report.format, report.stored]).toEqual(['amfi-nav-all-2', 1]);
      expect((await schemesIn(store))[0]!.slice(3, 6)).toEqual([
        "Solution Oriented Scheme - Children's Fund - Childrens' Fund",
        'Direct',
        'Growth',
      ]);
    });
  });

  it('whose columns changed again is refused by the name of the format', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const report = await takeOne(
        file(
          'NAVAll.txt',
          list(HEADER_6.replace('Net Asset Value', 'NAV (Rs.)'), '900001;-;-;Example;10;16-May-2025'),
        ),
      );
      expect([report.outcome, report.problems[0]!.message]).toEqual([
        'refused',
        expect.stringMatching(/nearly that of the format amfi-nav-all .*column 5 is "NAV \(Rs\.\)"/),
      ]);
    });
  });

  it('imported again the next day adds the new NAVs, and a corrected NAV as a new version', async () => {
    await inWorkplace(async ({ file, takeOne, store }) => {
      await takeOne(file('NAVAll.txt', LIST_6), { today: day('2025-05-26') });
      const second = await takeOne(file('NAVAll.txt', LIST_6.replace(';10.;', ';10.5;')), {
        today: day('2025-05-27'),
      });
      expect(second.revised).toBe(1);
      expect(await navsOf(store, '900001')).toEqual(['2025-05-16 10.5 known 2025-05-27']);
      const key = 'amfi:900001.nav' as const;
      expect([...(await store.load([key])).view(day('2025-05-20')).column(key).value]).toEqual([10]);
    });
  });
});

describe('AMFI’s history of NAVs', () => {
  const rows = (columns: readonly string[], cells: Readonly<Record<string, string>>): string =>
    columns.map((column) => cells[column]!).join(';');
  const cells = {
    'Scheme Code': '900001',
    'Scheme Name': 'Example Fund - Direct Plan - Growth',
    'NAV Name': 'Example Fund',
    Plan: 'Direct',
    Option: 'Growth',
    'ISIN Div Payout/ISIN Growth': 'INF090I01239',
    'ISIN Div Reinvestment': '',
    'Net Asset Value': '12.3456',
    'Repurchase Price': '12.2',
    'Sale Price': '12.3456',
    Date: '02-Jul-2024',
  };
  it.each([
    [
      'before July 2026',
      [
        'Scheme Code',
        'Scheme Name',
        'ISIN Div Payout/ISIN Growth',
        'ISIN Div Reinvestment',
        'Net Asset Value',
        'Repurchase Price',
        'Sale Price',
        'Date',
      ],
    ],
    [
      'since July 2026',
      [
        'Scheme Code',
        'NAV Name',
        'Plan',
        'Option',
        'ISIN Div Payout/ISIN Growth',
        'ISIN Div Reinvestment',
        'Net Asset Value',
        'Date',
      ],
    ],
    [
      'since July 2026 with the old name of the name',
      [
        'Scheme Code',
        'Scheme Name',
        'Plan',
        'Option',
        'ISIN Div Payout/ISIN Growth',
        'ISIN Div Reinvestment',
        'Net Asset Value',
        'Date',
      ],
    ],
  ] as const)('%s is read by the names of its columns', async (_, columns) => {
    await inWorkplace(async ({ file, takeOne, store }) => {
      const content = [
        columns.join(';'),
        ' ',
        'Open Ended Schemes ( Equity Scheme - Flexi Cap Fund )',
        ' ',
        'Example Mutual Fund',
        rows(columns, cells),
        rows(columns, { ...cells, Date: '01-Jul-2024', 'Net Asset Value': '12.25' }),
      ].join('\r\n');
      const report = await takeOne(file('history.txt', content));
      expect([report.format, report.rowsRead, report.stored]).toEqual(['amfi-nav-history', 2, 2]);
      expect(await navsOf(store, '900001')).toEqual([
        '2024-07-01 12.25 known 2024-07-02',
        '2024-07-02 12.3456 known 2024-07-03',
      ]);
      expect((await schemesIn(store)).map((s) => [s[3], s[6]])).toEqual([
        ['Equity Scheme - Flexi Cap Fund', '2026-01-31'],
      ]);
    });
  });
});

describe('NAVs of one scheme', () => {
  it('from mfapi.in bring the scheme with them', async () => {
    await inWorkplace(async ({ file, takeOne, store }) => {
      const meta = {
        fund_house: 'Example Mutual Fund',
        scheme_type: 'Open Ended Schemes',
        scheme_category: 'Equity Scheme - Mid Cap Fund',
        scheme_code: 900001,
        scheme_name: 'Example Midcap Fund - Direct - Growth',
        isin_growth: 'INF090I01239',
        isin_div_reinvestment: null,
      };
      const data = Array.from({ length: 2000 }, (_, i) => ({
        date: iso((19_900 - i) as Day)
          .split('-')
          .reverse()
          .join('-'),
        nav: (100 - i / 100).toFixed(5),
      }));
      const report = await takeOne(file('mf.json', JSON.stringify({ meta, data, status: 'SUCCESS' })));
      expect([report.format, report.series, report.stored]).toEqual(['mfapi', ['amfi:900001'], 2000]);
      expect((await schemesIn(store))[0]!.slice(1, 4)).toEqual([
        meta.scheme_name,
        meta.fund_house,
        meta.scheme_category,
      ]);
    });
  });

  it('cut off in the middle of the JSON are refused', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const report = await takeOne(
        file('mf.json', '{"meta":{"scheme_code":900001},"data":[{"date":"17-04-2025","nav":"2'),
      );
      expect([report.outcome, report.problems[0]!.message]).toEqual([
        'refused',
        expect.stringContaining('incomplete or damaged'),
      ]);
    });
  });

  it('as a CSV take the scheme from --series or the file name, and else ask for it', async () => {
    await inWorkplace(async ({ file, takeOne, store }) => {
      const content = 'date,nav\n2024-01-01,10.5\n2024-01-02,10.75\n';
      const named = await takeOne(file('900001.csv', content));
      expect([named.format, named.series, named.inferred?.from]).toEqual([
        'nav-csv',
        ['amfi:900001'],
        'the file name',
      ]);
      const given = await takeOne(file('HDFC_LargeCap.csv', content), { series: 'amfi:900002' });
      expect(given.series).toEqual(['amfi:900002']);
      expect(codes(await takeOne(file('HDFC_LargeCap.csv', content)))).toEqual(['no-series']);
      expect(codes(await takeOne(file('a.csv', content), { series: 'nifty-50' }))).toEqual(['no-series']);
      expect(await navsOf(store, '900002')).toHaveLength(2);
    });
  });

  it('that differ for one day within a file are rejected, because nothing says which is right', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const report = await takeOne(
        file('900001.csv', 'date,nav\n2024-01-01,10.5\n2024-01-02,10.75\n2024-01-02,17.5\n'),
      );
      expect([report.stored, report.rejected, addsUp(report)]).toEqual([1, 2, true]);
      expect(report.rejections[0]!.reason).toBe('conflicting rows');
    });
  });
});

describe('facts about schemes', () => {
  const factsIn = (store: Store): Promise<unknown[][]> =>
    store.transaction(
      async (connection) =>
        (
          await connection.run(
            `SELECT series, fact, plan, number, "text", observed_on::VARCHAR, known_on::VARCHAR FROM fund_fact ORDER BY ALL`,
          )
        ).getRowsJS() as Promise<unknown[][]>,
    );

  it('of AMFI’s table of expense ratios are dated by the file name, or --known-on', async () => {
    const content = [
      '"Scheme Name","Regular Plan - Base TER (%)","Regular Plan - Total TER (%)","Direct Plan - Base TER (%)","Direct Plan - Total TER (%)"',
      '"Example Large & Mid Cap Fund (Formerly Known as Example (Old) Fund)",1.8,2.05,0.6,0.75',
      '"Example ETF",0.0,0.0,0.05,0.07',
    ].join('\n');
    await inWorkplace(async ({ file, takeOne, store }) => {
      const report = await takeOne(file('amfi_ter_2025-06-28.csv', `${content}\n`));
      expect([report.format, report.stored]).toEqual(['amfi-ter', 2]);
      const day = '2025-06-28';
      expect(await factsIn(store)).toEqual([
        ['scheme-name:exampleetf', 'base-ter', 'direct', 0.05, null, day, day],
        ['scheme-name:exampleetf', 'ter', 'direct', 0.07, null, day, day],
        ['scheme-name:examplelargemidcapfund', 'base-ter', 'direct', 0.6, null, day, day],
        ['scheme-name:examplelargemidcapfund', 'base-ter', 'regular', 1.8, null, day, day],
        ['scheme-name:examplelargemidcapfund', 'ter', 'direct', 0.75, null, day, day],
        ['scheme-name:examplelargemidcapfund', 'ter', 'regular', 2.05, null, day, day],
      ]);
    });
  });

  it('of AMFI’s services are dated by the record, and by the quarter with the delay of its publication', async () => {
    await inWorkplace(async ({ file, takeOne, store }) => {
      const ter = {
        data: [
          {
            NSDLSchemeCode: 'X/1',
            Scheme_Name: 'Example Fund',
            TER_Date: '2025-09-01T00:00:00.000Z',
            R_BER: '1.4000',
            R_TER: '1.7000',
            D_BER: '0.5000',
            D_TER: '0.8000',
          },
        ],
        meta: { page: 1, pageCount: 1 },
      };
      expect((await takeOne(file('ter.json', JSON.stringify(ter)))).format).toBe('amfi-ter-json');
      const aum = {
        data: [
          {
            Mfname: 'Example Mutual Fund',
            SchemeCat_Desc: 'Equity Scheme - Large Cap Fund',
            schemes: [
              {
                SchemeNAVName: 'Example Fund - Direct',
                AMFI_Code: 900001,
                AverageAumForTheMonth: {
                  ExcludingFundOfFundsDomesticButIncludingFundOfFundsOverseas: 123450,
                  FundOfFundsDomestic: 0,
                },
              },
            ],
          },
        ],
        selectedPeriod: 'October - December 2024',
      };
      expect((await takeOne(file('aum.json', JSON.stringify(aum)))).format).toBe('amfi-aum-json');
      expect(await factsIn(store)).toEqual([
        // ₹ 1,23,450 lakh are ₹ 1,234.5 crore.
        ['amfi:900001', 'aum', '', 1234.5, null, '2024-12-31', '2025-01-15'],
        ['scheme-name:examplefund', 'base-ter', 'direct', 0.5, null, '2025-09-01', '2025-09-01'],
        ['scheme-name:examplefund', 'base-ter', 'regular', 1.4, null, '2025-09-01', '2025-09-01'],
        ['scheme-name:examplefund', 'ter', 'direct', 0.8, null, '2025-09-01', '2025-09-01'],
        ['scheme-name:examplefund', 'ter', 'regular', 1.7, null, '2025-09-01', '2025-09-01'],
      ]);
    });
  });

  it('of the native format may have any of the columns, and a payout is an event', async () => {
    await inWorkplace(async ({ file, takeOne, store }) => {
      const facts = await takeOne(
        file(
          'facts.csv',
          'scheme,known-on,ter,manager,manager-since\n900001,2024-01-31,0.75,R. Example,2019-04-01\n900001,2024-02-29,9,,\n',
        ),
      );
      expect([facts.format, facts.stored, facts.rejected]).toEqual(['fund-facts', 1, 1]);
      expect(facts.rejections[0]!.message).toMatch(/expense ratio of 9 % is not between/);
      expect((await factsIn(store)).map((f) => [f[1], f[3] ?? f[4]])).toEqual([
        ['manager', 'R. Example'],
        ['manager-since', '2019-04-01'],
        ['ter', 0.75],
      ]);
      const events = await takeOne(
        file(
          'events.csv',
          'scheme,day,event,other,ratio\n900001,2024-03-15,idcw,,1.25\n900001,2024-03-16,idcw,,\n900001,2024-03-17,split,,2\n',
        ),
      );
      expect([events.format, events.stored, events.rejected]).toEqual(['scheme-events', 1, 2]);
    });
  });
});

describe('a third party’s table of funds', () => {
  it('is compared with AMFI’s lists, whatever the order in which they are imported', async () => {
    await inWorkplace(async ({ file, take }) => {
      const header =
        'amfi_code,fund_name,category,plan,option,expense_ratio_pct,aum_cr,launch_date,benchmark_name';
      const table = [
        header,
        '900001,Example,Large Cap,Direct,Growth,1.5,1200,2013-01-01,Nifty 100',
        '900004,Example,Large Cap,Direct,Growth,1.5,1200,2013-01-01,Nifty 100',
      ].join('\n');
      const ratios =
        '"Scheme Name","Regular Plan - Total TER (%)","Direct Plan - Total TER (%)"\n"Example Large Cap Fund",1.52,0.7\n';
      const { files } = await take([
        file('funds.csv', `${table}\n`),
        file('NAVAll.txt', LIST_6),
        file('amfi_ter.csv', ratios.replace('Total TER (%)"\n', 'Total TER (%)"\n')),
      ]);
      const [funds] = files;
      expect([funds!.format, funds!.stored, funds!.rejected]).toEqual(['fund-master', 1, 1]);
      expect(funds!.rejections[0]!.message).toMatch(
        /900004 is Other Liquid Fund .* contradicts Example, category Large Cap.* has 900001, Example Large Cap Fund/,
      );
      expect(funds!.problems.filter((p) => p.code === 'other-plans-ter').map((p) => p.message)).toEqual([
        expect.stringMatching(
          /900001: .*1\.5 % is given for the direct plan .*has 1\.52 % for it and 0\.7 % for the direct plan/,
        ),
        expect.stringMatching(/^900004: /),
      ]);
    });
  });
});

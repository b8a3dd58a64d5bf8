import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INDUSTRIES } from '../../../src/risk/factors.ts';
import { industryByName, mapIndustries } from '../../../src/risk/exposures/industries.ts';
import { BASIC_INDUSTRIES } from '../../../src/risk/exposures/basic-industries.ts';
import { SECTOR_WIDE_NAMES, INDUSTRY_NAMES } from '../../../src/risk/exposures/industry-names.ts';
import { describeReference, reference } from '../../reference.ts';

const codes = (issuers: Parameters<typeof mapIndustries>[0]): string[] =>
  mapIndustries(issuers).industry.map((i) => INDUSTRIES[i]!);

const issuer = (name: string, ...industries: string[]) => ({ isin: `INE${name}`, name, industries });

describe('industries', () => {
  test('have names that map to one industry only', () => {
    const seen = new Map<string, string>();
    for (const code of INDUSTRIES) {
      for (const name of INDUSTRY_NAMES[code].split(';')) {
        expect([name.trim(), industryByName(name)]).toEqual([name.trim(), code]);
        expect([name.trim(), seen.get(name.trim().toLowerCase())]).toEqual([name.trim(), undefined]);
        seen.set(name.trim().toLowerCase(), code);
      }
    }
    for (const name of SECTOR_WIDE_NAMES) expect(industryByName(name)).not.toBeNull();
  });

  test.each([
    ['Computers - Software & Consulting', 'ITSERVIC'],
    ['Software Products', 'SOFTWARE'],
    ['2/3 Wheelers', 'AUTOMOBL'],
    ['Private Sector Bank', 'BANKS'],
    ['Cement and Cement Products', 'MATERIALS'],
    ['INDEPENDENT POWER AND RENEWABLE ELECTRICITY PRODUCERS', 'POWERGEN'],
    ['Port & Port services', 'TRANSPORT'],
    ['Fast Moving Consumer Goods', 'CONSUMSTAP'],
  ])('of NSE and GICS are known by name: %s is %s', (name, code) => expect(industryByName(name)).toBe(code));

  test('that are unknown are reported with eight issuers and the number of others', () => {
    const of = (n: number) =>
      mapIndustries(Array.from({ length: n }, (_, i) => issuer(String(i), 'Moon Mining'))).problems[0]!
        .message;
    expect(of(8)).toMatch(/8 issuers mapped to MISCELLAN: INE0, .*INE7\.$/);
    expect(of(667)).toMatch(/667 issuers mapped to MISCELLAN: INE0, .*INE7 and 659 more\.$/);
  });

  test('are mapped by the finest known name', () => {
    expect(
      codes([issuer('A', 'Pharmaceuticals', 'Healthcare'), issuer('B', 'Moon Mining', 'Metals & Mining')]),
    ).toEqual(['PHARMA', 'METMINING']);
  });

  test('of a bank are recognised by its own name if the sector is only Financial Services', () => {
    expect(
      codes([
        issuer('HDFC Bank Ltd.', 'Financial Services'),
        issuer('Bajaj Finance Ltd.', 'Financial Services'),
      ]),
    ).toEqual(['BANKS', 'FINLSERV']);
  });

  test('of a sector that spans several are found by a more specific name, NSE’s basic industry or the own name', () => {
    expect(
      codes([
        issuer('Reliance', 'Conglomerates', 'Oil Gas & Consumable Fuels'),
        {
          isin: 'INE585B01010',
          name: 'Maruti Suzuki India Ltd.',
          industries: ['Automobile and Auto Components'],
        },
        { isin: 'INE044A01036', name: 'Sun', industries: ['Healthcare'] },
        { isin: 'INE066F01020', name: 'Hindustan Aeronautics Ltd.', industries: ['Capital Goods'] },
        // A name that is specific enough takes precedence over the table.
        { isin: 'INE066F01020', name: 'Hindustan Aeronautics Ltd.', industries: ['Industrial Products'] },
        issuer('Sequent Remedies', 'Healthcare'),
        issuer('Rainbow Hospitals', 'Healthcare'),
      ]),
    ).toEqual(['OILGAS', 'AUTOMOBL', 'PHARMA', 'AERODEF', 'CAPGOODS', 'PHARMA', 'HEALTHCARE']);
  });

  test('of NSE’s basic level in the table of issuers are all known, and each issuer is there once', () => {
    const names = new Set([...BASIC_INDUSTRIES.values()].map(({ name }) => name));
    expect([...names].filter((name) => industryByName(name) === null)).toEqual([]);
    for (const [part] of BASIC_INDUSTRIES) expect(part).toMatch(/^INE[A-Z0-9]{4}$/);
    expect(BASIC_INDUSTRIES.size).toBeGreaterThan(90);
  });

  test('that are unknown map to MISCELLAN and are listed', () => {
    const mapped = mapIndustries([issuer('A', 'Astrology'), issuer('B', 'Astrology'), issuer('C')]);
    expect(mapped.industry.map((i) => INDUSTRIES[i])).toEqual(['MISCELLAN', 'MISCELLAN', 'MISCELLAN']);
    expect(mapped.problems.map((p) => [p.code, p.about])).toEqual([
      ['unknown-industry', 'Astrology'],
      ['unknown-industry', 'industries'],
    ]);
    expect(mapped.problems[1]!.message).toBe('1 issuer without an industry mapped to MISCELLAN: INEC.');
    expect(mapped.problems[0]!.message).toContain('2 issuers mapped to MISCELLAN: INEA, INEB');
  });

  test('that span several industries of the model are reported in a note', () => {
    const mapped = mapIndustries([issuer('A', 'Healthcare')]);
    expect(mapped.problems.map((p) => [p.severity, p.code])).toEqual([['note', 'wide-industry']]);
  });

  test('of an issuer without an ISIN are reported by its name', () => {
    const [problem] = mapIndustries([{ isin: '', name: 'ABB', industries: ['Astrology'] }]).problems;
    expect(problem!.message).toContain('1 issuer mapped to MISCELLAN: ABB');
  });
});

describeReference('the real lists of constituents and sectors', () => {
  const constituents = (file: string) =>
    readFileSync(reference('data', 'constituents', file), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => {
        // Split from the right, because company names contain commas.
        const [isin, , symbol, sector, ...name] = line.trim().split(',').reverse();
        return { isin: isin!, symbol: symbol!, name: name.join(','), industries: [sector!] };
      });

  test('the table of issuers has the sector of NSE’s own list for each, and every large issuer of those sectors', () => {
    const listed = constituents('ind_niftytotalmarket_list.csv');
    const sectorOf = new Map(listed.map(({ isin, industries: [sector] }) => [isin.slice(0, 7), sector]));
    const inTable = [...BASIC_INDUSTRIES].filter(([issuer]) => sectorOf.has(issuer));
    expect(inTable.length).toBeGreaterThan(100);
    expect(inTable.filter(([issuer, { sector }]) => sectorOf.get(issuer) !== sector)).toEqual([]);
    const sectors = new Set([...BASIC_INDUSTRIES.values()].map(({ sector }) => sector));
    const missing = constituents('ind_niftylargemidcap250list.csv').filter(
      ({ isin, industries: [sector] }) => sectors.has(sector!) && !BASIC_INDUSTRIES.has(isin.slice(0, 7)),
    );
    expect(missing).toEqual([]);
  });

  test('NSE’s own list fills the true industries of the Nifty 100, without any other source', () => {
    const issuers = constituents('ind_nifty100list.csv');
    const { industry, problems } = mapIndustries(issuers);
    const of = (symbol: string) => INDUSTRIES[industry[issuers.findIndex((i) => i.symbol === symbol)]!];
    expect(
      ['MARUTI', 'SUNPHARMA', 'HAL', 'TVSMOTOR', 'BOSCHLTD', 'NTPC', 'POWERGRID', 'INDIGO', 'HDFCBANK'].map(
        of,
      ),
    ).toEqual([
      'AUTOMOBL',
      'PHARMA',
      'AERODEF',
      'AUTOMOBL',
      'AUTOCOMP',
      'POWERGEN',
      'UTILITIES',
      'TRANSPORT',
      'BANKS',
    ]);
    expect(new Set(industry).size).toBeGreaterThanOrEqual(20);
    expect(problems.map(({ about }) => about)).toEqual(['Financial Services']);
  });

  const column = (file: string, at: number): string[] =>
    readFileSync(file, 'utf8')
      .split('\n')
      .slice(1)
      .filter((line) => line.trim() !== '')
      .map((line) => line.trim().split(',').at(at)!);

  test('of the reference classification are all in the table', () => {
    const folder = reference('data', 'constituents');
    const lists = readdirSync(folder).filter((f) => f.startsWith('ind_'));
    // Split from the right, because company names contain commas.
    const names = [
      ...lists.flatMap((f) => column(join(folder, f), -4)),
      ...column(reference('data', 'fundamentals', 'sectors.csv'), 2),
    ];
    expect(names.length).toBeGreaterThan(1000);
    expect([...new Set(names.filter((n) => industryByName(n) === null))]).toEqual([]);
  });
});

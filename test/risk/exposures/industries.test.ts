import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INDUSTRIES } from '../../../src/risk/factors.ts';
import { industryNamed, mapIndustries } from '../../../src/risk/exposures/industries.ts';
import { COARSE_NAMES, INDUSTRY_NAMES } from '../../../src/risk/exposures/industry-names.ts';
import { describeReference, reference } from '../../reference.ts';

const codes = (issuers: Parameters<typeof mapIndustries>[0]): string[] =>
  mapIndustries(issuers).industry.map((i) => INDUSTRIES[i]!);

const issuer = (name: string, ...industries: string[]) => ({ isin: `INE${name}`, name, industries });

describe('industries', () => {
  test('have names that each stand for one of them only', () => {
    const seen = new Map<string, string>();
    for (const code of INDUSTRIES) {
      for (const name of INDUSTRY_NAMES[code].split(';')) {
        expect([name.trim(), industryNamed(name)]).toEqual([name.trim(), code]);
        expect([name.trim(), seen.get(name.trim().toLowerCase())]).toEqual([name.trim(), undefined]);
        seen.set(name.trim().toLowerCase(), code);
      }
    }
    for (const name of COARSE_NAMES) expect(industryNamed(name)).not.toBeNull();
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
  ])('of NSE and GICS are known by name: %s is %s', (name, code) => expect(industryNamed(name)).toBe(code));

  test('that are not known are told with eight of the companies and how many more there are', () => {
    const of = (n: number) =>
      mapIndustries(Array.from({ length: n }, (_, i) => issuer(String(i), 'Moon Mining'))).problems[0]!
        .message;
    expect(of(8)).toMatch(/8 issuers went to MISCELLAN: INE0, .*INE7\.$/);
    expect(of(667)).toMatch(/667 issuers went to MISCELLAN: INE0, .*INE7 and 659 more\.$/);
  });

  test('go by the finest name that is known', () => {
    expect(
      codes([issuer('A', 'Pharmaceuticals', 'Healthcare'), issuer('B', 'Moon Mining', 'Metals & Mining')]),
    ).toEqual(['PHARMA', 'METMINING']);
  });

  test('of a bank are told by its name where the sector says only Financial Services', () => {
    expect(
      codes([
        issuer('HDFC Bank Ltd.', 'Financial Services'),
        issuer('Bajaj Finance Ltd.', 'Financial Services'),
      ]),
    ).toEqual(['BANKS', 'FINLSERV']);
  });

  test('that no one knows go to MISCELLAN and are listed', () => {
    const mapped = mapIndustries([issuer('A', 'Astrology'), issuer('B', 'Astrology'), issuer('C')]);
    expect(mapped.industry.map((i) => INDUSTRIES[i])).toEqual(['MISCELLAN', 'MISCELLAN', 'MISCELLAN']);
    expect(mapped.problems.map((p) => [p.code, p.about])).toEqual([
      ['unknown-industry', 'Astrology'],
      ['unknown-industry', '(none given)'],
    ]);
    expect(mapped.problems[0]!.message).toContain('2 issuers went to MISCELLAN: INEA, INEB');
  });

  test('wider than one of the model are a note', () => {
    const mapped = mapIndustries([issuer('A', 'Healthcare')]);
    expect(mapped.problems.map((p) => [p.severity, p.code])).toEqual([['note', 'wide-industry']]);
  });

  test('of a company without an ISIN are told by its name', () => {
    const [problem] = mapIndustries([{ isin: '', name: 'ABB', industries: ['Astrology'] }]).problems;
    expect(problem!.message).toContain('1 issuer went to MISCELLAN: ABB');
  });
});

describeReference('the real lists of constituents and sectors', () => {
  const column = (file: string, at: number): string[] =>
    readFileSync(file, 'utf8')
      .split('\n')
      .slice(1)
      .filter((line) => line.trim() !== '')
      .map((line) => line.trim().split(',').at(at)!);

  test('have no industry that the table does not know', () => {
    const folder = reference('data', 'constituents');
    const lists = readdirSync(folder).filter((f) => f.startsWith('ind_'));
    // From the right, as the names of companies hold commas.
    const names = [
      ...lists.flatMap((f) => column(join(folder, f), -4)),
      ...column(reference('data', 'fundamentals', 'sectors.csv'), 2),
    ];
    expect(names.length).toBeGreaterThan(1000);
    expect([...new Set(names.filter((n) => industryNamed(n) === null))]).toEqual([]);
  });
});

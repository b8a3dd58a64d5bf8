import { UserError } from '../../src/market/problem.ts';
import { allSources } from '../../src/update/sources/all.ts';
import { sourcesOf } from '../../src/update/user-sources.ts';
import { fill, templateFault } from '../../src/update/template.ts';
import { day } from '../../src/market/day.ts';

const problemOf = (text: string): string => {
  try {
    sourcesOf(text, 'sources.yaml');
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error('accepted');
};

test('without a file the sources are those built in', () => {
  expect(sourcesOf(null, '')).toEqual(allSources());
});

test('a file changes a source, and leaves the others as they are', () => {
  const changed = sourcesOf('sources: { nse-vix: { accept: true, perSecond: 0.2 } }', 'sources.yaml');
  expect(changed.find(({ id }) => id === 'nse-vix')).toMatchObject({
    accept: true,
    perSecond: 0.2,
    tier: 'guarded',
  });
  expect(changed.filter(({ id }) => id !== 'nse-vix')).toEqual(
    allSources().filter(({ id }) => id !== 'nse-vix'),
  );
});

const own = (url: string): string => `
sources:
  mirror:
    title: our own mirror
    tier: open
    publication: { calendar: nse, at: "20:00", zone: Asia/Kolkata }
    requests:
      - { covers: day, url: "${url}", formats: [nse-index-close], nameAs: "{yyyy}{mm}{dd}.csv" }
    manual: { page: "https://mirror.example", file: the file }
    terms: { sentence: Our own., link: "https://mirror.example", checkedOn: 2026-01-01 }
`;

test('a host that nothing allows is refused, and accepted once the file allows it', () => {
  const text = own('https://mirror.example/{yyyy}/{mm}/{dd}.csv');
  expect(problemOf(text)).toMatch(
    /asks mirror\.example, which is not a host of a built-in source.*allowHosts/s,
  );
  expect(sourcesOf(`allowHosts: [mirror.example]\n${text}`, 'sources.yaml')).toHaveLength(
    allSources().length + 1,
  );
});

test.each([
  ['an unknown key', 'sources: { fred: { retries: 9 } }', /sources\.fred.*retries/],
  ['an unknown key of the file', 'surces: {}', /surces/],
  [
    'a file name with a folder',
    own('https://mirror.example/{dd}.csv').replace('"{yyyy}{mm}{dd}.csv"', '"../{dd}.csv"'),
    /file name without a folder/,
  ],
  ['an impossible rate', 'sources: { fred: { perSecond: 100 } }', /sources\.fred\.perSecond/],
  [
    'a placeholder that does not exist',
    own('https://mirror.example/{year}.csv'),
    /\{year\} is not a placeholder/,
  ],
  [
    'an address of a day without a day',
    own('https://mirror.example/all.csv'),
    /needs \{yyyy\}, \{mm\} and \{dd\}/,
  ],
  ['text that is not YAML', 'sources: [', /line 1.*not YAML/],
])('%s is refused with its place', (_title, text, message) => {
  expect(problemOf(text).replaceAll('\n', ' ')).toMatch(message);
});

const blanks = { from: day('2026-01-01'), to: day('2026-03-04'), series: 'NIFTY "50" & more', page: 3 };

test('placeholders are filled with the days, and values are written safely where they stand', () => {
  expect(
    fill('{yyyy}{mm}{dd} {dd}-{MMM}-{yyyy} {MON} {from:DD-Mon-YYYY} {to:DD-MM-YYYY} {n}', blanks, 'url'),
  ).toBe('20260304 04-Mar-2026 MAR 01-Jan-2026 04-03-2026 3');
  expect(fill('id={series}', blanks, 'url')).toBe('id=NIFTY%20%2250%22%20%26%20more');
  expect(JSON.parse(fill('{"name":"{series}"}', blanks, 'json'))).toEqual({ name: blanks.series });
  expect(fill('../{series}.csv', { ...blanks, series: '../../etc/passwd' }, 'name')).toBe(
    '../..-..-etc-passwd.csv',
  );
});

test('braces that are no placeholder stay, and an unknown placeholder is a fault', () => {
  const json = `{"cinfo":"{'name':'x'}"}`;
  expect(templateFault(json)).toBeNull();
  expect(fill(json, blanks, 'json')).toBe(json);
  expect(templateFault('{from}')).toMatch(/\{from:FORM\}/);
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipOf } from '../market/import/zip.fixture.ts';
import {
  type Answer,
  IMPATIENT,
  body,
  indexClose,
  indexSource,
  lastOf,
  newPlace,
  openPublisher,
  type Place,
  type Publisher,
  status,
  vixHistory,
  vixSource,
} from './publisher.fixture.ts';

// The faults that real publishers have shown, each answered by a server on this machine.

let publisher: Publisher;
let place: Place;
beforeEach(async () => {
  publisher = await openPublisher();
  place = newPlace();
});
afterEach(async () => {
  await publisher.close();
  place.remove();
});

const LAST = '2026-03-03';
const GOOD = vixHistory(LAST);
const KEPT = `vix/2026/VIX ${LAST}.csv`;

const html = (title: string): string => `<!DOCTYPE html><html><head><title>${title}</title></head></html>`;

/** Fetches the VIX from a server that answers so; a second source always works. Imports only where a test asks for it. */
async function standingAfter(answer: Answer, { importFiles = false } = {}) {
  publisher.answer('/vix.csv', answer);
  publisher.answer('/other.csv', body(GOOD));
  const other = vixSource(publisher, {
    id: 'z-other',
    fills: [],
    requests: [
      {
        covers: 'history',
        url: `http://${publisher.host}/other.csv`,
        formats: ['cboe-vix'],
        nameAs: 'other.csv',
      },
    ],
  });
  const report = await place.run([vixSource(publisher), other], { importFiles });
  const [vix, second] = report.sources;
  return { report, vix: vix!, other: second! };
}

const filesUnder = (folder: string): string[] =>
  existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]).sort() : [];

test('a right answer is kept, imported, and makes the source fresh', async () => {
  const { vix } = await standingAfter(body(GOOD), { importFiles: true });
  expect(vix).toMatchObject({ standing: { kind: 'fresh' }, files: [KEPT], remarks: [] });
  expect(lastOf(vix.after)).toBe(LAST);
  expect(vix.rowsStored).toBe(44);
});

test('a refusal is final: one request, and the page and the file to fetch by hand', async () => {
  const { vix, other } = await standingAfter(
    status(403, { 'content-type': 'text/html' }, html('Access Denied')),
  );
  expect(vix.standing).toEqual({ kind: 'refused', status: 403 });
  expect(vix.remarks.join(' ')).toMatch(
    /403.*open https:\/\/publisher\.example\/vix and put VIX\.csv into the folder vix of the inbox/,
  );
  expect(publisher.log.filter((line) => line === 'GET /vix.csv')).toHaveLength(1);
  expect(other.files).toHaveLength(1);
});

test.each([401, 404, 410])('status %i is not tried again', async (code) => {
  await standingAfter(status(code));
  expect(publisher.log.filter((line) => line === 'GET /vix.csv')).toHaveLength(1);
});

test('a request for a pause is honoured to the second', async () => {
  const { vix } = await standingAfter((request, response, n) =>
    (n === 1 ? status(429, { 'retry-after': '37' }) : body(GOOD))(request, response, n),
  );
  expect(vix.files).toEqual([KEPT]);
  expect(place.clock.slept).toContain(37_000);
});

test('without a stated pause, attempts are spaced by doubling delays', async () => {
  const { vix } = await standingAfter((request, response, n) =>
    (n <= 2 ? status(500) : body(GOOD))(request, response, n),
  );
  expect(vix.files).toEqual([KEPT]);
  // Half of 1 s and of 2 s: the fake clock's chance is always a half. The rate's own interval is half a second.
  expect(place.clock.slept).toEqual(expect.arrayContaining([500, 1000]));
});

test('a server that is down for good is given up after five attempts, and the others go on', async () => {
  const { vix, other } = await standingAfter(status(503));
  expect(vix.standing).toEqual({ kind: 'refused', status: 503 });
  expect(publisher.log.filter((line) => line === 'GET /vix.csv')).toHaveLength(5);
  expect(other.files).toHaveLength(1);
});

test('a pause longer than a quarter of an hour ends the visit to that host', async () => {
  const { vix, other } = await standingAfter(status(429, { 'retry-after': '3600' }));
  expect(vix.standing).toEqual({ kind: 'refused', status: 429 });
  expect(other).toMatchObject({ standing: { kind: 'failed', reason: 'down' } });
  expect(other.remarks.join(' ')).toMatch(/asks for a pause of 60 minutes/);
});

describe('what is not the file is parked and not imported', () => {
  const parked: readonly (readonly [title: string, answer: Answer, reason: string, message: RegExp])[] = [
    [
      'a web page',
      body(html('Sign in'), { 'content-type': 'text/html' }),
      'changed shape',
      /titled "Sign in"/,
    ],
    ['a web page called CSV', body(html('Maintenance')), 'changed shape', /titled "Maintenance"/],
    ['an empty answer', body(''), 'changed shape', /empty/],
    ['an error in JSON', body('{"error":"no such report"}'), 'changed shape', /no such report/],
    ['a renamed column', body(GOOD.replace('CLOSE', 'LAST')), 'changed shape', /column|header|format/i],
    [
      'a column inserted',
      body(GOOD.replace('DATE,', 'DATE,SYMBOL,').replaceAll(/^(\d\d\/\d\d\/\d{4}),/gm, '$1,VIX,')),
      'changed shape',
      /header|format|column/i,
    ],
    ['a header without rows', body('DATE,OPEN,HIGH,LOW,CLOSE\n'), 'truncated', /no rows/],
  ];
  test.each(parked)('%s', async (_title, answer, reason, message) => {
    const { vix } = await standingAfter(answer);
    expect(vix.standing).toEqual({ kind: 'doubtful', reason });
    expect(vix.remarks.join(' ')).toMatch(message);
    expect(vix.files[0]).toMatch(/^doubtful\/vix\/2026\//);
    expect(existsSync(join(place.inbox, vix.files[0]!))).toBe(true);
  });

  test('a history shorter than the one kept before', async () => {
    await standingAfter(body(GOOD));
    publisher.answer('/vix.csv', body(vixHistory('2026-02-20')));
    const report = await place.run([vixSource(publisher)], { force: true, importFiles: false });
    expect(report.sources[0]!.standing).toEqual({ kind: 'doubtful', reason: 'shorter history' });
  });

  test("another day's file", async () => {
    publisher.answer('/indices/03032026.csv', body(indexClose('2026-03-02')));
    publisher.answer('/indices/04032026.csv', body(indexClose('2026-03-04')));
    const { sources } = await place.run([indexSource(publisher)], {
      from: dayOf('2026-03-03'),
    });
    // The file of the other day is imported all the same.
    expect(sources[0]!.standing).toEqual({ kind: 'doubtful', reason: 'another day' });
    expect(sources[0]!.remarks.join(' ')).toMatch(/holds 02 Mar 2026, but 03 Mar 2026 was asked for/);
    expect(sources[0]!.rowsStored).toBeGreaterThan(0);
  });

  test('a file of less than half the usual rows', async () => {
    for (const d of ['02', '03', '04'])
      publisher.answer(`/indices/${d}032026.csv`, body(indexClose(`2026-03-${d}`)));
    await place.run([indexSource(publisher)], { from: dayOf('2026-03-02'), importFiles: false });
    publisher.answer('/indices/27022026.csv', body(indexClose('2026-02-27', 5)));
    const { sources } = await place.run([indexSource(publisher)], {
      from: dayOf('2026-02-27'),
      to: dayOf('2026-02-27'),
      importFiles: false,
    });
    expect(sources[0]!.standing).toEqual({ kind: 'doubtful', reason: 'truncated' });
  });
});

describe('a file that was cut short is never imported', () => {
  const packed = gzipSync(GOOD);
  const cut: readonly (readonly [title: string, answer: Answer])[] = [
    [
      'before the announced length',
      (_request, response) => {
        response.writeHead(200, { 'content-length': String(GOOD.length) });
        response.write(GOOD.slice(0, -400), () => response.destroy());
      },
    ],
    [
      'between two chunks',
      (_request, response) => {
        response.writeHead(200);
        response.write(GOOD.slice(0, -400), () => response.destroy());
      },
    ],
    ['inside gzip', body(packed.subarray(0, packed.length - 40), { 'content-encoding': 'gzip' })],
    ['inside gzip that is not announced', body(packed.subarray(0, packed.length - 40))],
    [
      'without an announced length',
      (request, response) => {
        response.removeHeader('transfer-encoding');
        request.socket.end(
          `HTTP/1.1 200 OK\r\ncontent-type: text/csv\r\nconnection: close\r\n\r\n${GOOD.slice(0, -8)}`,
        );
      },
    ],
  ];
  test.each(cut)('%s', async (_title, answer) => {
    const { vix } = await standingAfter(answer);
    expect(['failed', 'doubtful']).toContain(vix.standing.kind);
    expect(vix.standing).toMatchObject({ reason: 'truncated' });
    expect(vix.files).not.toContain(KEPT);
  });
});

test.each([
  ['announced', { 'content-encoding': 'gzip' }],
  ['not announced', {}],
])('a gzip answer is read, though none was asked for: %s', async (_title, headers) => {
  const { vix } = await standingAfter(body(gzipSync(GOOD), headers));
  expect(vix.files).toEqual([KEPT]);
  expect(readFileSync(join(place.inbox, KEPT), 'utf8')).toBe(GOOD);
  expect(publisher.headers[0]!['accept-encoding']).toBe('identity');
});

test('an answer that is announced as gzip and is not is read as it is', async () => {
  const { vix } = await standingAfter(body(GOOD, { 'content-encoding': 'gzip' }));
  expect(vix.files).toEqual([KEPT]);
});

test('an answer beyond the limit of its source is given up, announced, inflated or endless', async () => {
  const bomb = gzipSync(Buffer.alloc(8 * 1024 ** 2, 48));
  for (const answer of [
    body('x'.repeat(2 * 1024 ** 2)),
    body(bomb, { 'content-encoding': 'gzip' }),
    ((_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (response.write('0'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    }) as Answer,
  ]) {
    const { vix } = await standingAfter(answer);
    expect(vix.standing).toEqual({ kind: 'failed', reason: 'too large' });
  }
});

describe('archives', () => {
  const zipped = () =>
    indexSource(publisher, {
      requests: [
        {
          covers: 'day',
          url: `http://${publisher.host}/zip/{dd}{mm}{yyyy}.zip`,
          archive: 'zip',
          accept: ['application/zip'],
          formats: ['nse-index-close'],
          nameAs: 'close_{dd}{mm}{yyyy}.csv.zip',
        },
      ],
    });
  const table = indexClose('2026-03-04');
  const run = async (archive: Buffer) => {
    publisher.answer('/zip/04032026.zip', body(archive, { 'content-type': 'application/zip' }));
    const report = await place.run([zipped()], { from: dayOf('2026-03-04'), importFiles: false });
    return report.sources[0]!;
  };

  test('with one table is kept as it came and read', async () => {
    expect(await run(zipOf([{ name: 'close.csv', content: table }]))).toMatchObject({
      files: ['indices/2026/close_04032026.csv.zip'],
    });
  });

  test.each([
    ['whose member leads out of the folder', [{ name: '../close.csv', content: table }]],
    [
      'with two members',
      [
        { name: 'a.csv', content: table },
        { name: 'b.csv', content: table },
      ],
    ],
    ['that expands beyond measure', [{ name: 'close.csv', content: Buffer.alloc(4 * 1024 ** 2, 48) }]],
  ])('%s is parked, and nothing is written outside the inbox', async (_title, members) => {
    const before = filesUnder(place.folder).filter((file) => !file.startsWith('inbox'));
    expect((await run(zipOf(members))).standing.kind).toBe('doubtful');
    expect(
      filesUnder(place.folder).filter((file) => !file.startsWith('inbox') && !file.startsWith('market')),
    ).toEqual(before);
  });
});

describe('a server that leaves one waiting', () => {
  beforeEach(() => {
    place.remove();
    place = newPlace(IMPATIENT);
  });

  test('before the first byte is given up', async () => {
    const { vix } = await standingAfter(() => undefined);
    expect(vix.standing).toEqual({ kind: 'failed', reason: 'down' });
    expect(vix.remarks.join(' ')).toMatch(/did not answer in time/);
  });

  test('in the middle of a body is given up', async () => {
    const { vix } = await standingAfter((_request, response) => {
      response.writeHead(200, { 'content-length': String(GOOD.length) });
      response.write(GOOD.slice(0, 200));
    });
    expect(vix.standing).toMatchObject({ kind: 'failed', reason: 'truncated' });
  });

  test('by closing the connection is given up', async () => {
    const { vix } = await standingAfter((request) => request.socket.destroy());
    expect(vix.standing).toMatchObject({ kind: 'failed', reason: 'down' });
  });
});

describe('redirections', () => {
  const to =
    (location: string): Answer =>
    (_request, response) => {
      response.writeHead(302, { location }).end();
    };

  test('on the same host are followed', async () => {
    publisher.answer('/new.csv', body(GOOD));
    expect((await standingAfter(to('/new.csv'))).vix.files).toEqual([KEPT]);
  });

  test.each([
    ['to the address of a cloud’s metadata', 'http://169.254.169.254/latest/meta-data/', /not https/],
    ['to another host', 'https://evil.example/vix.csv', /evil\.example is not a host of this source/],
    ['from https to http', 'http://publisher.example/vix.csv', /not https/],
    ['in a circle', '/vix.csv', /redirects more than 5 times/],
  ])('%s are refused', async (_title, location, why) => {
    const { vix } = await standingAfter(to(location));
    expect(vix.standing).toEqual({ kind: 'failed', reason: 'address' });
    expect(vix.remarks.join(' ')).toMatch(why);
  });
});

const dayOf = (text: string) => (Date.parse(`${text}T00:00:00Z`) / 86_400_000) as never;

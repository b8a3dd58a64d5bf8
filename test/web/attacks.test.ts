import { request } from 'node:http';
import { connect } from 'node:net';
import { SECURITY_HEADERS } from '../../src/web/guard.ts';
import { type RunningServer, startServer } from '../../src/web/server.ts';
import { preparedRun } from '../whatif/month.fixture.ts';
import { type Page, pageOf } from './page.fixture.ts';

const TOKEN = 'a-token-of-this-test-only';
let page: Page;
let server: RunningServer;
beforeAll(async () => {
  page = await pageOf(await preparedRun());
  server = await startServer({ port: 0, token: TOKEN, open: page.app.open, fetch: page.app.fetch });
});
afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A request as an attacker writes it: nothing is normalised. */
const raw = (
  path: string,
  headers: Readonly<Record<string, string>> = {},
  { method = 'GET', body = '' } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: server.port,
        path,
        method,
        headers: { host: `127.0.0.1:${server.port}`, ...headers },
      },
      (answer) => {
        let text = '';
        answer.on('data', (chunk) => (text += String(chunk)));
        answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, text }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });

const BEARER = { authorization: `Bearer ${TOKEN}` };
const JSON_BODY = { ...BEARER, 'content-type': 'application/json' };

describe('The server of the what-if page', () => {
  test('listens on the loopback interface and puts the token into the fragment', () => {
    expect(server.url).toBe(`http://127.0.0.1:${server.port}/#t=${TOKEN}`);
  });

  test('shows a page without data to whoever has no token, and its months to whoever has it', async () => {
    const shell = await raw('/?a=us-vix=45');
    expect(shell.status).toBe(200);
    expect(shell.text).not.toMatch(/Bearish|Consolidation|₹/);
    const month = await raw('/api/month', BEARER);
    expect(month.status).toBe(200);
    expect(month.text).toContain('What if, 30');
    const asLocalhost = {
      ...BEARER,
      host: `localhost:${server.port}`,
      origin: `http://localhost:${server.port}`,
    };
    expect((await raw('/api/month', { ...asLocalhost, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  test.each<[string, number, string, Record<string, string>]>([
    ['another host', 403, '/', { host: 'evil.example' }],
    ['a host that begins like this one', 403, '/', { host: 'localhost.evil.example' }],
    ['another port', 403, '/', { host: '127.0.0.1:1' }],
    ['a host without its port', 403, '/', { host: '127.0.0.1' }],
    ['another name of the machine', 403, '/', { host: '[::1]:80' }],
    ['another origin', 403, '/api/month', { ...BEARER, origin: 'http://evil.example' }],
    ['an opaque origin', 403, '/api/month', { ...BEARER, origin: 'null' }],
    ['a link on another site', 403, '/', { 'sec-fetch-site': 'cross-site' }],
    ['a page of another port', 403, '/api/month', { ...BEARER, 'sec-fetch-site': 'same-site' }],
    ['no token', 401, '/api/month', {}],
    ['another token', 401, '/api/month', { authorization: 'Bearer no' }],
    ['a token without its scheme', 401, '/api/month', { authorization: TOKEN }],
    ['a token in the address', 401, `/api/month?t=${TOKEN}`, {}],
    ['an encoded path without a token', 401, '/%61pi/month', {}],
    ['a doubled slash', 400, '//evil.example/', BEARER],
    ['a whole address as its target', 400, 'http://evil.example/', BEARER],
    ['a folder above', 404, '/assets/../../package.json', BEARER],
    ['an encoded folder above', 404, '/assets/%2e%2e/%2e%2e/package.json', BEARER],
    ['an encoded backslash', 404, '/assets/%2e%2e%5cpackage.json', BEARER],
    ['an unknown path', 404, '/etc/passwd', BEARER],
    ['an address of 9 kB', 414, `/?a=${'x'.repeat(9000)}`, {}],
    ['an unknown level', 404, '/api/level/__proto__', BEARER],
    ['an unknown job', 404, '/api/jobs/__proto__', BEARER],
    ['a result of an unknown job', 404, '/api/jobs/__proto__/result', BEARER],
    ['the sheet of scenarios without a token', 401, '/pack', {}],
    ['the saved scenarios without a token', 401, '/api/scenarios', {}],
  ])('refuses %s with %i', async (_, status, path, headers) => {
    const answer = await raw(path, headers);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toMatch(/Bearish|Consolidation|"name": "trrm"|root:/);
    for (const [name, value] of Object.entries(SECURITY_HEADERS))
      expect(answer.headers[name.toLowerCase()]).toBe(value);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  test.each<[string, number, string, Record<string, string>, string, string]>([
    ['a method that changes things', 405, '/api/month', BEARER, 'PUT', ''],
    ['a preflight', 405, '/api/notes', BEARER, 'OPTIONS', ''],
    ['a form', 415, '/api/notes', { ...BEARER, 'content-type': 'text/plain' }, 'POST', '{}'],
    ['a body without a token', 401, '/api/notes', { 'content-type': 'application/json' }, 'POST', '{}'],
    ['a body of 70 kB', 413, '/api/notes', JSON_BODY, 'POST', `"${'x'.repeat(70_000)}"`],
    [
      'a body of 70 kB in pieces',
      413,
      '/api/jobs',
      { ...JSON_BODY, 'transfer-encoding': 'chunked' },
      'POST',
      `"${'x'.repeat(70_000)}"`,
    ],
    ['a body that is not JSON', 400, '/api/notes', JSON_BODY, 'POST', '{'],
    [
      'an unknown key',
      400,
      '/api/jobs',
      JSON_BODY,
      'POST',
      '{"kind":"month","asOf":null,"path":"/etc/passwd"}',
    ],
    [
      'a key of every object',
      400,
      '/api/jobs',
      JSON_BODY,
      'POST',
      '{"kind":"month","__proto__":{"asOf":null}}',
    ],
    ['a date that is none', 400, '/api/jobs', JSON_BODY, 'POST', '{"kind":"month","asOf":"2025-02-30"}'],
    ['a post to the page', 404, '/', JSON_BODY, 'POST', '{}'],
  ])('refuses %s with %i', async (_, status, path, headers, method, body) => {
    const answer = await raw(path, headers, { method, body });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-security-policy']).toBe(SECURITY_HEADERS['Content-Security-Policy']);
  });

  test('refuses an address of 10 MB, and a request that is not HTTP, and goes on answering', async () => {
    const send = (text: string): Promise<string> =>
      new Promise((resolve) => {
        let answer = '';
        const socket = connect(server.port, '127.0.0.1', () => socket.write(text));
        socket.on('data', (chunk) => (answer += String(chunk)));
        socket.on('error', () => resolve(answer));
        socket.on('close', () => resolve(answer));
      });
    const long = await send(
      `GET /?${'a'.repeat(10_000_000)} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`,
    );
    expect(long === '' || long.startsWith('HTTP/1.1 431')).toBe(true);
    expect(await send('NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect(await send('GET / HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect((await raw('/')).status).toBe(200);
    expect(page.faults).toEqual([]);
  });
});

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Headers of every answer: the page may load its own script and style sheet, and nothing may load or frame the page. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** Longest request target, and largest request body, in bytes. */
const LONGEST_URL = 8 * 1024;
export const LARGEST_BODY = 64 * 1024;

/** What the guard reads of a request. */
export interface RequestHead {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

export interface GuardedServer {
  readonly port: number;
  readonly token: string;
  /** The paths that hold no data and are answered without the token: the empty page and its assets. */
  readonly open: ReadonlySet<string>;
}

export interface Refusal {
  readonly status: 400 | 401 | 403 | 405 | 414 | 415;
  readonly message: string;
}

/**
 * Why a request is refused before any route sees it; null where it may pass. `Host` must name this server, which defeats DNS
 * rebinding; `Origin` and `Sec-Fetch-Site`, which browsers send and pages cannot change, must not name another site; and every
 * path that is not explicitly open needs the token.
 */
export function refusalOf(request: RequestHead, server: GuardedServer): Refusal | null {
  const { method = '', url = '', headers } = request;
  const hosts = [`127.0.0.1:${server.port}`, `localhost:${server.port}`];
  if (!hosts.includes(headers.host ?? ''))
    return refused(403, `This server answers only to http://${hosts[0]}.`);
  const { origin } = headers;
  if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`))
    return refused(403, 'Requests from other sites are refused.');
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return refused(403, 'Links on other sites are refused. Copy the link into the address bar.');
  if (!['GET', 'HEAD', 'POST'].includes(method)) return refused(405, 'Only GET, HEAD and POST are answered.');
  if (Buffer.byteLength(url) > LONGEST_URL)
    return refused(414, `The address is longer than ${LONGEST_URL} bytes. Use fewer scenarios or settings.`);
  if (!/^\/(?!\/)/.test(url)) return refused(400, 'The request target is not a path.');
  if (method !== 'POST' && server.open.has(pathOf(url))) return null;
  if (!isToken(headers.authorization, server.token))
    return refused(401, 'The token is missing or wrong. Open the address that trrm serve printed.');
  if (method === 'POST' && !/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? ''))
    return refused(415, 'The body must be JSON.');
  return null;
}

const refused = (status: Refusal['status'], message: string): Refusal => ({ status, message });

/** The path as it was sent, without decoding: an encoded form of an open path is not that path. */
const pathOf = (url: string): string => url.replace(/[?#].*$/s, '');

/** Compares hashes in constant time, so that neither length nor content of the token shows in the time taken. */
function isToken(authorization: string | undefined, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(authorization ?? ''), hash(`Bearer ${token}`));
}

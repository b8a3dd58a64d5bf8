import { CookieJar } from 'tough-cookie';
import { type Dispatcher, EnvHttpProxyAgent, request as send } from 'undici';
import { BodyFailure, writeBody } from './receive-body.ts';
import { addressFault, PRIVATE_ADDRESS, publicLookup } from './allowed-address.ts';

/** One request, ready to be sent. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Hosts that it may reach, also by redirection. */
  readonly hosts: ReadonlySet<string>;
  readonly limitBytes: number;
}

/** What came of one attempt. A body has been written to the file and flushed. */
export type HttpOutcome =
  | {
      readonly kind: 'body';
      readonly finalUrl: string;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly bytes: number;
      readonly sha256: string;
    }
  | { readonly kind: 'unchanged' }
  /** A status other than success, with `Retry-After` in milliseconds where the server named a delay. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter: number | null }
  /** The connection failed or was cut: `truncated` once a part of the body had arrived. */
  | { readonly kind: 'down' | 'truncated'; readonly why: string }
  /** The address, or one it redirects to, may not be asked. */
  | { readonly kind: 'address'; readonly why: string }
  | { readonly kind: 'too-large'; readonly limitBytes: number };

export interface HttpClient {
  /** Sends a request once and writes the body to a file. @throws the signal's reason when it is aborted. */
  fetchTo(request: HttpRequest, file: string, signal: AbortSignal): Promise<HttpOutcome>;
  close(): Promise<void>;
}

/** Milliseconds after which a server is given up. */
export interface Timeouts {
  readonly connect: number;
  readonly firstByte: number;
  /** Between two parts of a body. */
  readonly silence: number;
  readonly whole: number;
}

export const TIMEOUTS: Timeouts = { connect: 10_000, firstByte: 30_000, silence: 20_000, whole: 600_000 };

const MOST_REDIRECTS = 5;

/**
 * A client with the proxies of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`) and cookies that live as long as
 * it does.
 *
 * Bodies are asked for without compression, and inflated here where a server compresses all the same: Node's own `fetch`
 * and undici's report a gzip body that was cut short as complete.
 */
export function newHttpClient(
  userAgent: string,
  now: () => number,
  timeouts: Timeouts = TIMEOUTS,
): HttpClient {
  const dispatcher = new EnvHttpProxyAgent({
    connect: { timeout: timeouts.connect, lookup: publicLookup() },
    headersTimeout: timeouts.firstByte,
    bodyTimeout: timeouts.silence,
    connections: 1,
    pipelining: 1,
  });
  const cookies = new CookieJar();

  async function attempt(
    request: HttpRequest,
    url: URL,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    const cookie = await cookies.getCookieString(url.href);
    const response = await send(url, {
      dispatcher,
      method: request.method,
      body: request.body,
      signal,
      headers: {
        'user-agent': userAgent,
        accept: '*/*',
        'accept-encoding': 'identity',
        ...(cookie !== '' && { cookie }),
        ...request.headers,
      },
    });
    for (const line of [response.headers['set-cookie'] ?? []].flat())
      await cookies.setCookie(line, url.href, { ignoreError: true });
    return response;
  }

  async function follow(request: HttpRequest, file: string, signal: AbortSignal): Promise<HttpOutcome> {
    let url = new URL(request.url);
    for (let redirects = 0; ; redirects++) {
      const fault = addressFault(url, request.hosts);
      if (fault !== null) return { kind: 'address', why: fault };
      const response = await attempt(request, url, signal);
      const { statusCode: status } = response;
      const headers = plainHeaders(response);
      if (status >= 200 && status < 300 && status !== 206) {
        const written = await writeBody(response, headers, file, request.limitBytes);
        return written.kind === 'written'
          ? {
              kind: 'body',
              finalUrl: url.href,
              status,
              headers,
              bytes: written.bytes,
              sha256: written.sha256,
            }
          : written;
      }
      await response.body.dump({ limit: 64 * 1024 }).catch(() => undefined);
      if (status === 304) return { kind: 'unchanged' };
      const target = headers['location'];
      const mayFollow = request.method === 'GET' && [301, 302, 303, 307, 308].includes(status);
      if (!mayFollow || target === undefined || !URL.canParse(target, url))
        return { kind: 'status', status, retryAfter: retryAfter(headers['retry-after'], now()) };
      if (redirects === MOST_REDIRECTS)
        return { kind: 'address', why: `${url.host} redirects more than ${MOST_REDIRECTS} times` };
      url = new URL(target, url);
    }
  }

  return {
    fetchTo: async (request, file, signal) => {
      const limit = AbortSignal.timeout(timeouts.whole);
      try {
        return await follow(request, file, AbortSignal.any([signal, limit]));
      } catch (error) {
        signal.throwIfAborted();
        if (limit.aborted)
          return { kind: 'down', why: `it did not end within ${timeouts.whole / 60_000} minutes` };
        return failureOf(error);
      }
    },
    close: () => dispatcher.destroy(),
  };
}

function plainHeaders({ headers }: Dispatcher.ResponseData): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value ?? ''].flat().join(', ')]),
  );
}

/** A delay in seconds or until a date; null for neither. */
function retryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['UND_ERR_CONNECT_TIMEOUT', 'it did not answer in time'],
  ['UND_ERR_HEADERS_TIMEOUT', 'it did not answer in time'],
  ['UND_ERR_BODY_TIMEOUT', 'it stopped sending'],
  ['UND_ERR_SOCKET', 'it closed the connection'],
  ['ECONNRESET', 'it closed the connection'],
  ['ECONNREFUSED', 'it refuses connections'],
  ['ENOTFOUND', 'its name cannot be resolved'],
  ['EAI_AGAIN', 'its name cannot be resolved: there may be no network'],
  ['ENETUNREACH', 'the network cannot be reached'],
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is not trusted (NODE_EXTRA_CA_CERTS names your own)'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is not trusted (NODE_EXTRA_CA_CERTS names your own)'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its certificate is not trusted (NODE_EXTRA_CA_CERTS names your own)'],
]);

function failureOf(error: unknown): HttpOutcome {
  const isBody = error instanceof BodyFailure;
  const cause = (isBody ? error.cause : error) as Error & { code?: string; syscall?: string };
  if (cause.code === PRIVATE_ADDRESS) return { kind: 'address', why: cause.message };
  const proxy = /Proxy response \((\d+)\)/.exec(cause.message)?.[1];
  if (proxy !== undefined) return { kind: 'down', why: `the proxy answered ${proxy}` };
  const words = WORDS.get(cause.code ?? '');
  // Errors of this machine's disk, and faults of the program, are not the server's.
  if (
    words === undefined &&
    !isBody &&
    cause.code?.startsWith('UND_ERR') !== true &&
    cause.syscall === undefined
  )
    throw error;
  if (words === undefined && ['write', 'fsync', 'open', 'close'].includes(cause.syscall ?? '')) throw error;
  return { kind: isBody ? 'truncated' : 'down', why: words ?? cause.message };
}

import { z } from 'zod';
import { templateFault } from './template.ts';

/*
 * A source is data: what a publisher offers, at which address, how often it may be asked, and under which terms. The
 * user's own file has the same form.
 */

const template = z
  .string()
  .max(2000)
  .check((context) => {
    const fault = templateFault(context.value);
    if (fault !== null) context.issues.push({ code: 'custom', input: context.value, message: fault });
  });

const MIME = z.string().regex(/^[a-z]+\/[a-z0-9.+-]+$/, 'Give a content type such as text/csv.');

/**
 * What one request covers: the whole history of a series in one file; the latest figures of everything; one trading day;
 * a window of days; or a month in numbered pages.
 */
const COVERS = ['history', 'latest', 'day', 'window', 'month'] as const;

const requestSchema = z
  .strictObject({
    covers: z.enum(COVERS),
    method: z.enum(['GET', 'POST']).default('GET'),
    url: template,
    /** Sent as it is, after its placeholders are filled; for POST. */
    body: template.optional(),
    headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().max(2000)).default({}),
    /** A page that sets the cookies that the site expects; requested once a run. */
    warmUp: z.url().optional(),
    /** Content types of a right answer; any other is examined by its content alone. */
    accept: z.array(MIME).default(['text/csv']),
    /** Days in a request that covers a window. */
    windowDays: z.int().min(1).max(3660).default(365),
    /** The first day that this address has. */
    since: z.iso.date().optional(),
    /** The last day that this address has. */
    until: z.iso.date().optional(),
    /** One request for each: the value of the placeholder `series`. */
    each: z.array(z.string().max(120)).max(500).default([]),
    /** Rows of a full page, for a month in pages. */
    pageRows: z.int().min(1).max(10_000).optional(),
    limitMiB: z.number().positive().max(512).default(16),
    archive: z.enum(['none', 'zip']).default('none'),
    /** Ids of the import formats that a right answer has. */
    formats: z.array(z.string()).min(1),
    /** The file's name in the inbox. */
    nameAs: template.regex(/^[^./\\][^/\\]*$/, 'Give a file name without a folder.'),
    /** Expected size in KiB, for `--dry-run`. */
    expectedKiB: z.number().positive().default(64),
  })
  .check((context) => {
    const { covers, url, body = '', nameAs, each } = context.value;
    const texts = `${url} ${body} ${nameAs}`;
    const fault = (message: string): void =>
      void context.issues.push({ code: 'custom', input: context.value, message });
    if (covers === 'window' && !/\{from[:}]/.test(`${url}${body}`))
      fault('A request that covers a window needs {from:…} and {to:…} in its URL or body.');
    if (covers === 'day' && !/\{(dd|MON|MMM|mm|yyyy)\}/.test(url))
      fault('A request that covers a day needs {yyyy}, {mm} and {dd} in its URL.');
    if (each.length > 0 !== texts.includes('{series}'))
      fault('`each` lists the values of {series}; give both or neither.');
  });

const TIERS = ['open', 'archive', 'guarded', 'manual'] as const;

/**
 * How far a publisher lets programs fetch. `open`: offered for it; `archive`: files for download, one at a time;
 * `guarded`: behind terms or a bot wall, off until the user accepts the terms; `manual`: only a person can fetch it.
 */
export type Tier = (typeof TIERS)[number];

const publicationSchema = z.strictObject({
  /** The days with new figures: NSE's sessions, Monday to Friday, every day, the first of a month. */
  calendar: z.enum(['nse', 'weekdays', 'days', 'months']),
  /** Local time by which the figures of a day are published. */
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time such as 18:30.'),
  zone: z.string().min(1),
  /** Days after the figures' own day. */
  daysLater: z.int().min(0).max(60).default(0),
});

export const sourceSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Give a lower-case id such as cboe-vix.'),
    title: z.string().min(1).max(120),
    tier: z.enum(TIERS),
    /** For `guarded`: the user has read and accepts the terms. */
    accept: z.boolean().default(false),
    /** Whether it is asked when no source is named. */
    enabled: z.boolean().default(true),
    /** What the store must hold up to the expected day for the source to be fresh: `us-vix` of kind `bar`, `stocks` of kind `price`. */
    fills: z.array(z.strictObject({ series: z.string(), kind: z.string() })).default([]),
    publication: publicationSchema,
    /** Whether a day that was not fetched cannot be fetched later. */
    lastDayOnly: z.boolean().default(false),
    requests: z.array(requestSchema).default([]),
    /** Requests a second to one host, before jitter. */
    perSecond: z.number().positive().max(5).default(1),
    jitter: z.number().min(0).max(1).default(0),
    /** Other hosts that the addresses may redirect to. */
    hosts: z.array(z.string()).default([]),
    /** For people: the page to open, and the file to put into the inbox. */
    manual: z.strictObject({ page: z.string(), file: z.string() }),
    terms: z.strictObject({
      /** What the terms say, as far as we know. */
      sentence: z.string(),
      link: z.string(),
      /** The day on which someone read them; null if nobody has, so that the user must. */
      checkedOn: z.iso.date().nullable(),
    }),
  })
  .check((context) => {
    if ((context.value.tier === 'manual') !== (context.value.requests.length === 0))
      context.issues.push({
        code: 'custom',
        input: context.value,
        message: 'A manual source has no requests; every other source has at least one.',
      });
  });

/** A source with all defaults filled in. */
export type Source = z.infer<typeof sourceSchema>;
/** A source as it is written. */
export type SourceInput = z.input<typeof sourceSchema>;
export type SourceRequest = Source['requests'][number];
export type Publication = Source['publication'];

/** Whether the user has yet to accept the source's terms. */
export const isOff = ({ tier, accept }: Source): boolean => tier === 'guarded' && !accept;

/** The hosts that a source's own addresses name, and those it may redirect to. */
export const hostsOf = ({ requests, hosts }: Source): ReadonlySet<string> =>
  new Set([
    ...requests.flatMap(({ url, warmUp }) => [
      new URL(url.replaceAll('{', '%7B').replaceAll('}', '%7D')).host,
      ...(warmUp ? [new URL(warmUp).host] : []),
    ]),
    ...hosts,
  ]);

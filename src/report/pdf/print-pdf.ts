import type * as Playwright from 'playwright-core';
import { userError } from '../../market/problem.ts';
import { withFixedStamps } from './stamp.ts';
import { pdfStructure, type PdfStructure } from './structure.ts';

/** A printed page. */
export interface PrintedPdf extends PdfStructure {
  readonly pdf: Uint8Array;
  /** Version of the browser, on which the bytes depend. */
  readonly chromium: string;
}

export interface PrintRequest {
  /** The page, with the page number of each link target; null for the first print, when they are not known. */
  readonly render: (pages: ReadonlyMap<string, number> | null) => string;
  /** ISO date for the stamps of the file. */
  readonly asOf: string;
  readonly executable: string;
  /** Whether the process is root, for which chromium has no sandbox. */
  readonly isRoot: boolean;
  readonly timeout?: number;
}

/** Time after which a browser counts as hung. */
const TIMEOUT_MS = 60_000;

/** No request of the browser’s own, no graphics card. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Prints until page numbers stand still: once without them, then with them. More would be a page that never settles. */
const PRINTS = 3;

/**
 * Prints a page as PDF with bookmarks and tags, twice: the first print tells the page of each link target, the second has them
 * on its contents page. The browser runs no script and may load nothing; a browser that hangs is killed.
 *
 * @throws UserError where playwright-core is not installed, or the browser fails or hangs.
 */
export async function printPdf(request: PrintRequest): Promise<PrintedPdf> {
  const { executable, isRoot, timeout = TIMEOUT_MS } = request;
  const { chromium } = await playwright();
  const server = await chromium
    .launchServer({
      executablePath: executable,
      args: [...FLAGS, ...(isRoot ? ['--no-sandbox'] : [])],
      chromiumSandbox: !isRoot,
      host: '127.0.0.1',
      timeout,
    })
    .catch((error: unknown) => {
      killLaunched(error);
      throw failed(error);
    });
  let timer: NodeJS.Timeout | undefined;
  try {
    const hung = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`chromium did not finish within ${timeout / 1000} seconds`)),
        timeout,
      );
    });
    return await Promise.race([printWith(chromium, server.wsEndpoint(), request), hung]);
  } catch (error) {
    throw failed(error);
  } finally {
    clearTimeout(timer);
    await server.kill();
  }
}

/** Loaded when a PDF is asked for: it is an optional dependency. */
async function playwright(): Promise<Pick<typeof Playwright, 'chromium'>> {
  try {
    return await import('playwright-core');
  } catch {
    throw userError(
      'no-playwright',
      'pdf',
      'playwright-core is not installed.',
      'Install it with npm install playwright-core; or open the HTML page and print.',
    );
  }
}

/**
 * Kills a browser that never answered. Playwright asks it to close first and waits half a minute for that; its message names the process
 * that it launched, which leads a group of its own except on Windows.
 */
function killLaunched(error: unknown): void {
  const pid = /<launched> pid=(\d+)/.exec((error as Error).message)?.[1];
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? Number(pid) : -Number(pid), 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

const failed = (error: unknown): Error =>
  error instanceof RangeError
    ? error
    : userError(
        'print-failed',
        'pdf',
        `chromium could not print: ${(error as Error).message.split('\n')[0]}.`,
        'Open the HTML page and print; or name another chromium in TRRM_CHROMIUM.',
      );

async function printWith(
  chromium: Playwright.BrowserType,
  endpoint: string,
  { render, asOf }: PrintRequest,
): Promise<PrintedPdf> {
  const browser = await chromium.connect(endpoint);
  const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
  await context.route('**/*', (route) => route.abort());
  const page = await context.newPage();
  const print = async (pages: ReadonlyMap<string, number> | null): Promise<Uint8Array> => {
    await page.setContent(render(pages), { waitUntil: 'load' });
    return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
  };
  let shown: ReadonlyMap<string, number> | null = null;
  for (let prints = 0; prints < PRINTS; prints++) {
    const pdf = await print(shown);
    const structure = pdfStructure(pdf);
    if (shown !== null && isSame(shown, structure.destinations))
      return { ...structure, pdf: withFixedStamps(pdf, asOf), chromium: browser.version() };
    shown = structure.destinations;
  }
  throw new RangeError('page numbers do not settle: printing them moves the pages');
}

const isSame = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean =>
  a.size === b.size && [...a].every(([id, page]) => b.get(id) === page);

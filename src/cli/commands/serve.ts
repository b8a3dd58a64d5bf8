import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import type { Command } from 'commander';
import type { Day } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import { failureText } from '../shared/failure-text.ts';
import { type Io, json } from '../shared/io.ts';
import { dateOption, readHoldings, readRuleBook, wholeNumber, withCommon } from '../shared/options.ts';
import { stepProgress } from '../shared/progress.ts';
import { type StockOptions, withStockModels } from '../shared/stock-options.ts';

interface Options extends StockOptions {
  readonly asOf?: Day;
  readonly portfolio?: string;
  readonly port: number;
  readonly open?: boolean;
}

const TOKEN_BYTES = 32;

export function addServe(program: Command, io: Io): void {
  withStockModels(withCommon(program.command('serve')))
    .description(
      'open the what-if page in a browser: move levels, force a regime, change rules, compare scenarios; this machine only',
    )
    .option('--as-of <date>', 'ISO date (default: last session of the store)', dateOption)
    .option(
      '--portfolio <file>',
      'current holdings by value or by lot, as CSV (see docs/how-to/portfolio-files.md)',
    )
    .option('--port <number>', 'port on 127.0.0.1 (default: any free one)', wholeNumber(0, 65_535), 0)
    .option('--open', 'open the page in the default browser')
    .action((options: Options) => runServe(options, io));
}

/** Prepares the month, prints the address and answers until Ctrl-C. */
async function runServe(options: Options, io: Io): Promise<void> {
  const { store, model, sleeves, portfolio, asOf, port, quiet } = options;
  const { monthSource } = await import('../../web/month-source.ts');
  const { serveWhatIf } = await import('../../web/serve.ts');
  const { update: progress, stop } = stepProgress(io, quiet === true);
  const source = monthSource({
    store,
    book: await readRuleBook(options.rulebook),
    holdings: () => readHoldings(portfolio),
    models: { riskModel: model, sleeves },
    today: io.today,
  });
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const onFault = (error: unknown) => io.err(failureText(error));
  const server = await serveWhatIf({ source, asOf: asOf ?? null, port, token, progress, onFault })
    .catch((error: unknown) => {
      throw portProblem(error, port);
    })
    .finally(stop);
  io.out(options.json ? json({ url: server.url }) : `${server.url}\n`);
  if (!quiet) io.err('The page is open on this machine only, to whoever has this address. Ctrl-C ends it.\n');
  if (options.open) openInBrowser(server.url);
  await interrupted();
  await server.close();
}

const portProblem = (error: unknown, port: number): unknown =>
  (error as NodeJS.ErrnoException | null)?.code === 'EADDRINUSE' ||
  (error as NodeJS.ErrnoException | null)?.code === 'EACCES'
    ? userError('port', `--port ${port}`, 'The port cannot be used.', 'Choose another, or leave --port out.')
    : error;

/** Ctrl-C and SIGTERM end the command normally. */
const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** The address is printed as well, so a machine without a browser loses nothing. */
function openInBrowser(url: string): void {
  const [command, ...given] = OPENERS[process.platform] ?? ['xdg-open'];
  spawn(command!, [...given, url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateBook } from '../fixtures/book/simulated-book.ts';
import { type ApproachModel, approachModel } from '../src/book/model/approach-model.ts';
import { decideClient } from '../src/book/client/decide-client.ts';
import { readBook } from '../src/book/files/read-book.ts';
import { runBook } from '../src/book/run-book.ts';
import { DEFAULT_BOOK_RULES } from '../src/book/files/book-rules.ts';
import type { ClientInputs } from '../src/book/files/client.ts';
import { clientInFiles, readInputs } from '../src/book/files/client-inputs.ts';
import { requestOf } from '../src/decision/run/run-monthly-allocation.ts';
import { runMonth } from '../src/decision/run/monthly-run.ts';
import { iso } from '../src/market/day.ts';
import { openStore } from '../src/market/store/store.ts';
import { threads } from '../src/parallel/executor.ts';
import { clientsInFolders } from '../src/report/book/client-work.ts';
import { DEFAULT_RULE_BOOK } from '../src/rulebook/rule-book.ts';
import type { Bench } from './bench.ts';
import { demoStore } from './demo-store.ts';
import { type ProcessUsage, runCommand, usageText } from './process-usage.ts';

/** Names that the model of a bench holds. */
const NAMES = 60;
const CLIENTS = 1000;

let model: ApproachModel;
let folder: string;
let cpu = 0;
let counts = '';

let made: Promise<ApproachModel> | undefined;
/** The model of the simulated market of 500 stocks, computed once for all benches. */
const demoModel = (): Promise<ApproachModel> => (made ??= makeModel());

async function makeModel(): Promise<ApproachModel> {
  const { file, remove } = await demoStore(undefined, { stocks: 500 });
  try {
    return await modelOfStore(file);
  } finally {
    remove();
  }
}

async function modelOfStore(file: string): Promise<ApproachModel> {
  const store = await openStore(file);
  try {
    const run = await runMonth(store, await requestOf(store, undefined, {}));
    return approachModel('core', run, DEFAULT_RULE_BOOK);
  } finally {
    await store.close();
  }
}

let demo: Awaited<ReturnType<typeof demoStore>>;
let command: ProcessUsage;

/** A store, and beside it the book of clients who follow all names of its model. */
async function writeDemoBook(): Promise<void> {
  demo = await demoStore(undefined, { stocks: 500 });
  folder = mkdtempSync(join(tmpdir(), 'trrm-book-'));
  // The models are those of a run before it, as on any evening.
  runCommand(['run', '--out', join(folder, 'decision'), '--store', demo.file, '--quiet']);
  const book = join(folder, 'book');
  mkdirSync(book);
  for (const [name, text] of Object.entries(filesOf(await modelOfStore(demo.file), 5000)))
    writeFileSync(join(book, name), text);
}

/** The model, cut to its largest names. */
async function setup(): Promise<void> {
  const whole = await demoModel();
  model = { ...whole, weights: largest(whole, NAMES) };
  folder = mkdtempSync(join(tmpdir(), 'trrm-book-'));
}

function largest({ weights }: ApproachModel, names: number): ApproachModel['weights'] {
  const kept = weights.slice(0, names);
  const sum = (of: ApproachModel['weights']): number => of.reduce((total, { weight }) => total + weight, 0);
  const scale = sum(weights) / sum(kept);
  return kept.map(({ column, weight }) => ({ column, weight: weight * scale }));
}

const filesOf = (of: ApproachModel, clients: number) =>
  simulateBook({
    asOf: of.asOf,
    clients,
    approach: 'core',
    stocks: of.weights.map(({ column, weight }) => ({
      isin: of.stocks.issuers[column]!.isin,
      weight,
      price: of.stocks.price[column]!,
    })),
  });

/** Lines that break a client, by file: of its lots, its cash or its restrictions. */
const FAULTS: readonly Readonly<Record<string, readonly string[]>>[] = [
  { 'lots.csv': ['INE999Z01013,2024-01-02,10,100.00'] },
  { 'lots.csv': ['STOCK,2024-01-02,1.5,100.00'] },
  { 'lots.csv': ['STOCK,2099-01-02,10,100.00'] },
  { 'cash.csv': ['2020-01-01,much,y'] },
  { 'cash.csv': ['2020-01-01,-90000000000,y'] },
  {
    'lots.csv': ['STOCK,2024-01-02,10,100.00'],
    'restrictions.csv': ['isin,STOCK,no-hold,Wish', 'isin,STOCK,no-sell,Pledge'],
  },
];

/** @param broken clients, evenly spread, each with one of the faults. */
function bookOf(of: ApproachModel, clients: number, broken = 0) {
  const files: Record<string, string> = { ...filesOf(of, clients) };
  const ids = files['clients.csv']!.trim().split('\n').slice(1);
  const { isin } = of.stocks.issuers[of.weights[0]!.column]!;
  for (let i = 0; i < broken; i++) {
    const [id] = ids[Math.floor((i * ids.length) / broken)]!.split(',');
    for (const [name, lines] of Object.entries(FAULTS[i % FAULTS.length]!))
      files[name] += lines.map((line) => `${id},${line.replace('STOCK', isin)}\n`).join('');
  }
  const { 'lots.csv': lots = '', ...texts } = files;
  return readBook({ texts: new Map(Object.entries(texts)), lots: Buffer.from(lots) });
}

/** Reads, decides, renders and writes a whole book, without the monthly run of its model. */
async function whole(clients: number, broken = 0): Promise<void> {
  const before = process.cpuUsage();
  const result = await runBook({
    book: bookOf(model, clients, broken),
    models: new Map([['core', model]]),
    engine: 'bench',
    only: null,
    strict: false,
    executor: clientsInFolders(threads(2), { folder, asOf: iso(model.asOf), resume: false }),
  });
  const { user, system } = process.cpuUsage(before);
  cpu = (user + system) / 1e6;
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  counts = `${result.clients.length} decided, ${result.failed.length} left out, at most ${memory} MB`;
}

const common = {
  setup,
  teardown: () => rmSync(folder, { recursive: true, force: true }),
  detail: () => `${cpu.toFixed(1)} s CPU; ${counts}`,
};

let inputs: ClientInputs[];

export const benches: readonly Bench[] = [
  {
    ...common,
    name: `book: ${CLIENTS} clients, ${NAMES} names, 120 lots, two threads`,
    goal: '20 s',
    run: () => whole(CLIENTS),
  },
  {
    ...common,
    name: 'book: 2,000 clients, 20 of them broken, two threads',
    goal: '1,980 done',
    isLong: true,
    run: () => whole(2000, 20),
  },
  {
    ...common,
    name: `book: 5,000 clients, ${NAMES} names, 120 lots, two threads`,
    goal: '2 min',
    isLong: true,
    run: () => whole(5000),
  },
  {
    name: 'trrm book run: 5,000 clients, 600 lots, two threads: whole process',
    goal: '1 GB',
    isLong: true,
    setup: writeDemoBook,
    run: () => {
      const to = ['--store', demo.file, '--out', join(folder, 'out')];
      command = runCommand(['book', 'run', join(folder, 'book'), ...to, '--threads', '2', '--quiet']);
    },
    detail: () => usageText([command]),
    teardown: () => {
      demo.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  },
  {
    name: 'book: the decisions of 12 clients of about 537 lots each, in this thread',
    goal: '144 ms (12 ms each)',
    setup: async () => {
      const whole = await demoModel();
      model = { ...whole, weights: largest(whole, 282) };
      const book = bookOf(model, 12);
      inputs = book.clients.map((client) => readInputs(clientInFiles(book, client)));
    },
    run: () => {
      const before = process.cpuUsage();
      const context = { model, rules: DEFAULT_BOOK_RULES, lists: [] };
      for (const client of inputs) decideClient(client, context, '0'.repeat(64));
      const { user, system } = process.cpuUsage(before);
      cpu = (user + system) / 1000 / inputs.length;
    },
    detail: () => `${cpu.toFixed(1)} ms CPU each, ${inputs[0]!.lots.length} lots`,
  },
];

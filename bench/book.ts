import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateBook } from '../fixtures/book/simulated-book.ts';
import { type ApproachModel, approachModel } from '../src/book/approach-model.ts';
import { decideClient } from '../src/book/decide-client.ts';
import { readBook } from '../src/book/files/read-book.ts';
import { runBook } from '../src/book/run-book.ts';
import { DEFAULT_BOOK_RULES } from '../src/book/book-rules.ts';
import type { ClientInputs } from '../src/book/client.ts';
import { clientInFiles, readInputs } from '../src/book/client-inputs.ts';
import { requestOf } from '../src/decision/run-monthly-allocation.ts';
import { runMonth } from '../src/decision/monthly-run.ts';
import { iso } from '../src/market/day.ts';
import { openStore } from '../src/market/store/store.ts';
import { threads } from '../src/parallel/executor.ts';
import { clientsInFolders } from '../src/report/book/client-work.ts';
import { DEFAULT_RULE_BOOK } from '../src/rulebook/rule-book.ts';
import type { Bench } from './bench.ts';
import { demoStore } from './demo-store.ts';

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
  const store = await openStore(file);
  try {
    return approachModel(
      'core',
      await runMonth(store, await requestOf(store, undefined, {})),
      DEFAULT_RULE_BOOK,
    );
  } finally {
    await store.close();
    remove();
  }
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

/** @param broken clients, evenly spread, that have a stock that nobody knows. */
function bookOf(of: ApproachModel, clients: number, broken = 0) {
  const { 'lots.csv': lots = '', ...texts } = filesOf(of, clients);
  const ids = texts['clients.csv']!.trim().split('\n').slice(1);
  const unknown = Array.from({ length: broken }, (_, i) => {
    const [id] = ids[Math.floor((i * ids.length) / broken)]!.split(',');
    return `${id},INE999Z01013,2024-01-02,10,100.00\n`;
  });
  return readBook({ texts: new Map(Object.entries(texts)), lots: Buffer.from(lots + unknown.join('')) });
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
    run: () => whole(2000, 20),
  },
  {
    ...common,
    name: 'book: 5,000 clients, two threads',
    goal: '2 min, 1 GB',
    run: () => whole(5000),
  },
  {
    name: 'book: the decision of one client with about 537 lots, in this thread',
    goal: '12 ms',
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
    detail: () => `for 12 clients; ${cpu.toFixed(1)} ms CPU each, ${inputs[0]!.lots.length} lots`,
  },
];

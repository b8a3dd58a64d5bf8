import fc from 'fast-check';
import { CHARGES } from '../../allocations/costs/charges.ts';
import { stockKey } from '../../src/book/files/stock-key.ts';
import type { ClientDecision } from '../../src/book/client/client-decision.ts';
import { readBook } from '../../src/book/files/read-book.ts';
import { runBook } from '../../src/book/run-book.ts';
import { paiseOf } from '../../src/market/money.ts';
import { files, inThisThread, ISINS, LOTS_HEADER, RESTRICTIONS_HEADER, testModel } from './book.fixture.ts';

export type Rows = Readonly<Record<string, readonly string[]>>;

const model = testModel();

const lot = fc.record({
  stock: fc.nat(ISINS.length - 1),
  bought: fc.constantFrom('2019-05-02', '2023-08-14', '2024-11-05', '2025-02-10'),
  quantity: fc.integer({ min: 1, max: 4000 }),
  cost: fc.integer({ min: 1000, max: 150_000 }).map((paise) => paise / 100),
});

const restriction = fc.record({
  stock: fc.nat(ISINS.length - 1),
  effect: fc.constantFrom('no-buy', 'no-hold', 'no-sell', 'max 0.01'),
  everybody: fc.boolean(),
});

const client = fc.record({
  lots: fc.uniqueArray(lot, { maxLength: 25, selector: (l) => `${l.stock} ${l.bought}` }),
  cash: fc.integer({ min: 0, max: 3e8 }).map((paise) => paise / 100),
  due: fc.integer({ min: 0, max: 10 }).map((n) => (n < 7 ? 0 : n * 10_000)),
  inflow: fc.integer({ min: 0, max: 5e7 }).map((paise) => paise / 100),
  floor: fc.constantFrom(0, 0, 50_000),
  discretionary: fc.constantFrom('y', 'y', 'n'),
  restrictions: fc.uniqueArray(restriction, { maxLength: 3, selector: (r) => r.stock }),
});

/** Books of a few random clients, as rows of their files. */
export const randomBook = fc.array(client, { minLength: 1, maxLength: 5 }).map((clients): Rows => {
  const id = (i: number) => `C${i + 1}`;
  const each = <T>(of: (c: (typeof clients)[number], name: string) => T[]): T[] =>
    clients.flatMap((c, i) => of(c, id(i)));
  return {
    'clients.csv': [
      'id,approach,cash-floor,discretionary',
      ...each((c, name) => [`${name},core,${c.floor},${c.discretionary}`]),
    ],
    'lots.csv': [
      LOTS_HEADER,
      ...each((c, name) =>
        c.lots.map((l) => `${name},${ISINS[l.stock]},,${l.bought},${l.quantity},${l.cost}`),
      ),
    ],
    'cash.csv': [
      'client,day,amount,settled',
      ...each((c, name) => [
        `${name},2025-03-03,${(c.cash + c.floor + c.due + 1000).toFixed(2)},y`,
        ...(c.due > 0 ? [`${name},2025-03-28,-${c.due},n`] : []),
        ...(c.inflow > 0 ? [`${name},2025-03-31,${c.inflow},n`] : []),
      ]),
    ],
    'restrictions.csv': [
      RESTRICTIONS_HEADER,
      ...each((c, name) =>
        c.restrictions.map(
          (r) =>
            `${r.everybody && r.effect !== 'no-sell' && r.effect !== 'no-hold' ? '*' : name},isin,${ISINS[r.stock]},${r.effect},,,Wish`,
        ),
      ),
    ],
  };
});

/** Runs a book of rows on the test model, in this thread. */
export async function run(rows: Rows, only: ReadonlySet<string> | null = null, of = model) {
  const decisions = new Map<string, ClientDecision>();
  const render = (decision: ClientDecision) => {
    decisions.set(decision.client, decision);
    return {};
  };
  const result = await runBook({
    book: readBook(files(rows)),
    models: new Map([['core', of]]),
    engine: 'test',
    only,
    strict: false,
    executor: inThisThread(render),
  });
  return { result, decisions };
}

/** Every breach of what must hold for one client's decision, in words. */
export function breachesOf(decision: ClientDecision, rows: Rows): string[] {
  const { execution, cash, client } = decision;
  if (execution.kind !== 'planned') return [`${client} is not planned`];
  const { orders, tax } = execution.plan;
  const breaches: string[] = [];
  const say = (isBroken: boolean, what: string): void =>
    void (isBroken && breaches.push(`${client}: ${what}`));
  const sum = (of: (o: (typeof orders)[number]) => number): number =>
    orders.reduce((total, o) => total + of(o), 0);
  const paid = sum((o) =>
    CHARGES.filter((c) => c !== 'impact').reduce((total, c) => total + paiseOf(o.charges[c] ?? 0), 0),
  );
  const flow = sum((o) => (o.side === 'sell' ? 1 : -1) * paiseOf(o.amount));
  const reserve = tax.kind === 'computed' ? Math.max(0, paiseOf(tax.total)) : 0;
  say(paiseOf(cash.settled) + flow - paid - reserve !== paiseOf(cash.final), 'money does not add up');
  say(cash.final < cash.floor + cash.due, 'cash falls below the floor and the money due');
  say(cash.final < 0, 'cash is negative');
  const held = new Map<string, number>();
  for (const line of rows['lots.csv']!.slice(1)) {
    const [of, isin, , , quantity] = line.split(',');
    if (of === client) held.set(stockKey(isin!), (held.get(stockKey(isin!)) ?? 0) + Number(quantity));
  }
  for (const o of orders) {
    if (o.quantity === null) continue;
    say(!Number.isInteger(o.quantity) || o.quantity <= 0, `${o.id} is not in whole shares`);
    say(o.side === 'sell' && o.quantity > (held.get(stockKey(o.id)) ?? 0), `${o.id} is sold short`);
  }
  for (const line of rows['restrictions.csv']!.slice(1)) {
    const [of, , isin, effect] = line.split(',');
    if (of !== '*' && of !== client) continue;
    const order = orders.find((o) => o.id === isin);
    say(effect === 'no-buy' && order?.side === 'buy', `${isin} may not be bought`);
    say(effect === 'no-sell' && order?.side === 'sell', `${isin} may not be sold`);
    const left =
      (held.get(stockKey(isin!)) ?? 0) + (order?.quantity ?? 0) * (order?.side === 'sell' ? -1 : 1);
    say(effect === 'no-hold' && left !== 0, `${isin} may not be held`);
    const isPledged = rows['restrictions.csv']!.includes(`${client},isin,${isin},no-sell,,,Wish`);
    const worth = Math.round(100 * model.stocks.price[ISINS.indexOf(isin!)]!) * left;
    say(
      effect === 'max 0.01' && !isPledged && worth > 0.01 * paiseOf(decision.managed) + 1,
      `${isin} is held above its limit`,
    );
  }
  return breaches;
}

import { ISINS, LOTS_HEADER, RESTRICTIONS_HEADER, testModel } from './book.fixture.ts';
import { type Rows, run } from './random-book.fixture.ts';

/** What is wrong with a broken client: lines of its own, and where and what the book says. */
interface Fault {
  readonly lots?: readonly string[];
  readonly cash?: string;
  readonly opened?: string;
  readonly restrictions?: readonly string[];
  readonly about: RegExp;
  readonly message: string;
}

const STOCK = ISINS[0]!;
/** A stock that the store knows and has no price of. */
const UNPRICED = ISINS.at(-1)!;
const PRICED = ISINS.length - 1;
const FAULTS: Readonly<Record<string, Fault>> = {
  'an ISIN that nobody knows': {
    lots: ['INE999Z01013,,2024-01-02,10,100,,'],
    about: /^lots\.csv:\d+$/,
    message: 'has no price',
  },
  'a stock without a price': {
    lots: [`${UNPRICED},,2024-01-02,10,100,,`],
    about: /^lots\.csv:\d+$/,
    message: 'has no price',
  },
  'a value that is not quantity × price': {
    lots: [`${STOCK},,2024-01-02,10,100,120,1300`],
    about: /^lots\.csv:\d+$/,
    message: 'does not add up',
  },
  'a lot bought after the as-of date': {
    lots: [`${STOCK},,2025-04-02,10,100,,`],
    about: /^lots\.csv:\d+$/,
    message: 'after',
  },
  'part of a share': {
    lots: [`${STOCK},,2024-01-02,1.5,100,,`],
    about: /^lots\.csv:\d+$/,
    message: 'whole',
  },
  'cash below 0': { cash: '-1.00', about: /^cash\.csv \(X\d+\)$/, message: 'below 0' },
  'an amount of cash that is no number': { cash: 'much', about: /^cash\.csv:\d+$/, message: '"much"' },
  'an account that is not opened yet': { opened: '2025-04-01', about: /^X\d+$/, message: 'is opened on' },
  'limits that contradict each other': {
    lots: [`${STOCK},,2024-01-02,1000,100,,`],
    restrictions: [`isin,${STOCK},no-hold,,,Wish`, `isin,${STOCK},no-sell,,,Pledge`],
    about: new RegExp(`^${STOCK}$`),
    message: 'neither be held nor be sold',
  },
};
const KINDS = Object.keys(FAULTS);
const [BROKEN, SOUND] = [20, 80];
const whole = testModel();
const model = {
  ...whole,
  weights: whole.weights.filter(({ column }) => ISINS[column] !== UNPRICED),
  stocks: {
    ...whole.stocks,
    price: whole.stocks.price.map((price, column) => (ISINS[column] === UNPRICED ? NaN : price)),
  },
};

const faultOf = (i: number): Fault => FAULTS[KINDS[i % KINDS.length]!]!;

function bookOf(broken: number): Rows {
  const sound = Array.from({ length: SOUND }, (_, i) => `C${i}`);
  const failing = Array.from({ length: broken }, (_, i) => ({ id: `X${i}`, fault: faultOf(i) }));
  return {
    'clients.csv': [
      'id,approach,opened',
      ...sound.map((id) => `${id},core,`),
      ...failing.map(({ id, fault }) => `${id},core,${fault.opened ?? ''}`),
    ],
    'lots.csv': [
      `${LOTS_HEADER},price,value`,
      ...sound.map((id, i) => `${id},${ISINS[i % PRICED]},,2023-05-02,${1 + 7 * i},100,,`),
      ...failing.flatMap(({ id, fault }) => (fault.lots ?? []).map((lot) => `${id},${lot}`)),
    ],
    'cash.csv': [
      'client,day,amount',
      ...sound.map((id, i) => `${id},2025-03-03,${6e6 + 10_000 * i}`),
      ...failing.map(({ id, fault }) => `${id},2025-03-03,${fault.cash ?? '5000000'}`),
    ],
    'restrictions.csv': [
      RESTRICTIONS_HEADER,
      ...failing.flatMap(({ id, fault }) => (fault.restrictions ?? []).map((r) => `${id},${r}`)),
    ],
  };
}

test('twenty broken clients stop nobody else: each is listed with place, reason and remedy, and changes nothing', async () => {
  const { result } = await run(bookOf(BROKEN), null, model);
  expect(result.clients).toHaveLength(SOUND);
  expect(result.failed).toHaveLength(BROKEN);
  for (const { client, problems } of result.failed) {
    const { about, message } = faultOf(Number(client.slice(1)));
    expect(problems).toContainEqual(
      expect.objectContaining({
        about: expect.stringMatching(about) as string,
        message: expect.stringContaining(message) as string,
        remedy: expect.stringMatching(/^.{10,}\.$/) as string,
      }),
    );
  }
  const { result: without } = await run(bookOf(0), null, model);
  expect(result.pool).toEqual(without.pool);
  expect(result.clients).toEqual(without.clients);
  expect(result.root).toBe(without.root);
});

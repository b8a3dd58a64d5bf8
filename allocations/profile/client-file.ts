import { parseDocument } from 'yaml';
import { z } from 'zod';
import { day, type Day } from '../../src/market/day.ts';
import { isoDaySchema } from '../../src/market/published.ts';
import { type Problem, UserError } from '../../src/market/problem.ts';

const MAX_CHARACTERS = 64 * 1024;
const rupees = z.number().min(0).max(1e12);
/** YAML reads `age: 36` as a number. */
const answer = z.union([z.string(), z.number()]).transform(String);

const client = z.strictObject({
  client: z.string().min(1).max(120),
  'answered-on': isoDaySchema,
  answers: z.record(z.string(), answer),
  money: z.strictObject({
    invest: rupees.default(0).describe('New money, in ₹'),
    'monthly-expenses': rupees,
    'reserve-months': z.number().min(0).max(60).default(6),
    'reserve-held': rupees.default(0).describe('Reserve that exists apart from this money, in ₹'),
    insurance: rupees.default(0).describe('Premiums for cover that is missing, in ₹'),
  }),
  'tax-slab': z.number().min(0).max(0.45).default(0.3).describe('Marginal rate of income tax, a fraction'),
  holdings: z
    .array(
      z.strictObject({
        scheme: answer,
        lots: z
          .array(
            z.strictObject({
              bought: isoDaySchema,
              units: z.number().positive().max(1e12),
              cost: rupees.describe('Of the whole lot, in ₹'),
            }),
          )
          .min(1),
      }),
    )
    .default([]),
});

/** A client: the answers, the money, and the funds that are held. */
export interface Client {
  readonly name: string;
  readonly answeredOn: Day;
  readonly answers: Readonly<Record<string, string>>;
  /** ₹. */
  readonly money: {
    readonly invest: number;
    readonly monthlyExpenses: number;
    readonly reserveMonths: number;
    readonly reserveHeld: number;
    readonly insurance: number;
  };
  readonly taxSlab: number;
  readonly holdings: readonly {
    readonly scheme: string;
    readonly lots: readonly { readonly bought: Day; readonly units: number; readonly cost: number }[];
  }[];
}

/**
 * Reads a client's file.
 *
 * @param file its name in messages.
 * @throws UserError with one problem per fault, each with the path, the value and what is allowed.
 */
export function readClient(text: string, file = 'client file'): Client {
  const refuse = (about: string, message: string, remedy: string): UserError =>
    new UserError([{ severity: 'error', code: 'client-file', about, message, remedy }]);
  if (text.length > MAX_CHARACTERS)
    throw refuse(
      file,
      `has ${text.length} characters; a client file has at most ${MAX_CHARACTERS}.`,
      'Check the path.',
    );
  const document = parseDocument(text, { uniqueKeys: true });
  const [error] = document.errors;
  if (error) throw refuse(file, `is not valid YAML: ${error.message.split('\n')[0]}`, 'Correct this line.');
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 10 });
  } catch (cause) {
    throw refuse(file, `cannot be parsed: ${String(cause)}`, 'Write out the values without aliases.');
  }
  const parsed = client.safeParse(value);
  if (!parsed.success)
    throw new UserError(
      parsed.error.issues.slice(0, 20).map((issue): Problem => {
        const path = [
          ...issue.path.map(String),
          ...(issue.code === 'unrecognized_keys' ? issue.keys : []),
        ].join('.');
        return {
          severity: 'error',
          code: 'client-file',
          about: file,
          message: `${path}: ${issue.code === 'unrecognized_keys' ? 'unknown key' : issue.message}.`,
          remedy: '`trrm profile --questions` prints a client file to fill in.',
        };
      }),
    );
  const { money, holdings, ...rest } = parsed.data;
  return {
    name: rest.client,
    answeredOn: day(rest['answered-on']),
    answers: rest.answers,
    taxSlab: rest['tax-slab'],
    money: {
      invest: money.invest,
      monthlyExpenses: money['monthly-expenses'],
      reserveMonths: money['reserve-months'],
      reserveHeld: money['reserve-held'],
      insurance: money.insurance,
    },
    holdings: holdings.map(({ scheme, lots }) => ({
      scheme,
      lots: lots.map((lot) => ({ ...lot, bought: day(lot.bought) })),
    })),
  };
}

/** What comes off before anything is invested, in ₹. */
export interface Investable {
  readonly invest: number;
  readonly reserve: number;
  readonly insurance: number;
  readonly available: number;
}

/**
 * New money less the emergency reserve that is missing and the cover that is missing: these come first.
 */
export function investableMoney({ money }: Client): Investable {
  const reserve = Math.max(0, money.monthlyExpenses * money.reserveMonths - money.reserveHeld);
  return {
    invest: money.invest,
    reserve: Math.min(money.invest, reserve),
    insurance: Math.min(Math.max(0, money.invest - reserve), money.insurance),
    available: Math.max(0, money.invest - reserve - money.insurance),
  };
}

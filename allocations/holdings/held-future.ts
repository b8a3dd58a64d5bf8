import { addDays, type Day, dayOf, displayDay, iso } from '../../src/market/day.ts';
import { inForceOr } from '../costs/in-force-or.ts';
import { niftyLot } from '../hedge/nifty-lot.ts';
import type { LineFault } from './cell-faults.ts';
import { quoted } from './parse-amount.ts';

/** Nifty futures of one monthly contract in a portfolio. They have no value of their own: gains are settled every day. */
export interface HeldFuture {
  /** NSE's symbol, such as NIFTY25APRFUT. */
  readonly contract: string;
  /** Units of the index; below 0 where sold. */
  readonly units: number;
  /** Line of the file. */
  readonly line: number;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const CONTRACT = /^NIFTY(\d{2})([A-Z]{3})FUT$/;

/** Whether a holding is meant as a future on the Nifty 50: NSE's symbol of a contract. */
export const isFuture = (id: string): boolean => /^NIFTY.*FUT$/i.test(id);

/** NSE's symbol of the monthly contract that expires on a day. */
export function contractOf(expiry: Day): string {
  const [year, month] = iso(expiry).split('-');
  return `NIFTY${year!.slice(2)}${MONTHS[Number(month) - 1]}FUT`;
}

/**
 * Reads a line with futures: the contract, and units of the index in whole lots, below 0 where sold.
 *
 * @param asOf null to skip the check that the contract has not expired.
 */
export function readFuture(
  id: string,
  quantity: string,
  asOf: Day | null,
): Omit<HeldFuture, 'line'> | LineFault[] {
  const contract = id.toUpperCase();
  const [, year, name] = CONTRACT.exec(contract) ?? [];
  const month = MONTHS.indexOf(name ?? '');
  const last = year && month >= 0 ? lastDay(2000 + Number(year), month + 1) : null;
  if (last === null)
    return [
      {
        message: `${quoted(id)} is not a monthly contract on the Nifty 50.`,
        remedy: 'Write NSE’s symbol, such as NIFTY25APRFUT for the contract of April 2025.',
      },
    ];
  if (asOf !== null && last < asOf)
    return [
      {
        message: `${contract} has expired by ${displayDay(asOf)}.`,
        remedy: 'Remove the line, or give the contract that is held now.',
      },
    ];
  const units = /^[-−]?\d+$/.test(quantity) ? Number(quantity.replace('−', '-')) : 0;
  if (units === 0 || !Number.isSafeInteger(units))
    return [
      {
        message: `${contract} has the quantity ${quoted(quantity)}, which is not a whole number of units other than 0.`,
        remedy: 'Give units of the index, below 0 for futures sold: −150 for two lots of 75.',
      },
    ];
  const lot = inForceOr<number | LineFault>(
    () => niftyLot(last),
    (message) => ({ message, remedy: 'Remove the line, or use a version of trrm that knows the lot.' }),
  );
  if (typeof lot !== 'number') return [lot];
  return units % lot === 0
    ? { contract, units }
    : [
        {
          message: `${contract} has ${units} units, which is not a whole number of lots of ${lot}.`,
          remedy: 'Give units of the index: lots × lot size.',
        },
      ];
}

function lastDay(year: number, month: number): Day | null {
  const next = month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
  return next && addDays(next, -1);
}

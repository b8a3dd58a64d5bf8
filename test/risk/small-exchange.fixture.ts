import { dayOf, type Day } from '../../src/market/day.ts';
import { randomStream } from '../../src/math/random/random.ts';
import { normal } from '../../src/math/random/distributions.ts';
import type { DailySlice, Issuer, Statement } from '../../src/market/stocks/daily-slice.ts';
import { INDUSTRY_COUNT } from '../../src/risk/factors.ts';

/** A simulated exchange with splits, dividends, suspensions, late listings and delistings. */
export interface SmallExchange {
  readonly issuers: readonly Issuer[];
  readonly slices: readonly DailySlice[];
}

export interface ExchangeSize {
  readonly names: number;
  readonly sessions: number;
  readonly seed: number;
}

export function smallExchange({ names, sessions, seed }: ExchangeSize): SmallExchange {
  const random = randomStream(seed);
  const chance = (p: number): boolean => random.uniform() < p;
  const issuers = Array.from({ length: names }, (_, i): Issuer => ({
    isin: `INE${String(i).padStart(6, '0')}01`,
    symbol: `S${i}`,
    name: `Share ${i}`,
    industry: i % INDUSTRY_COUNT,
    listedOn: null,
  }));
  const price = issuers.map(() => Math.exp(3 + 3 * random.uniform()));
  const shares = issuers.map(() => 1e7 * Math.exp(4 * random.uniform()));
  const beta = issuers.map(() => 0.5 + random.uniform());
  const listed = issuers.map((_, i) => (i % 5 === 4 ? Math.floor(random.uniform() * sessions * 0.5) : 0));
  const gone = issuers.map((_, i) =>
    i % 7 === 6 ? Math.floor(sessions * (0.6 + 0.3 * random.uniform())) : sessions,
  );
  const suspendedUntil = issuers.map(() => 0);
  const slices: DailySlice[] = [];
  for (let t = 0; t < sessions; t++) {
    const day = (dayOf(2018, 1, 1)! + Math.floor((t * 7) / 5)) as Day;
    const market = 0.01 * normal(random);
    const column = (fill: number): Float64Array => new Float64Array(names).fill(fill);
    const slice = {
      day,
      close: column(NaN),
      high: column(NaN),
      low: column(NaN),
      volume: column(NaN),
      tradedValue: column(NaN),
      adjustment: column(1),
      dividend: column(0),
      sharesOutstanding: column(NaN),
      statements: [] as Statement[],
    };
    for (let i = 0; i < names; i++) {
      if (t < listed[i]! || t >= gone[i]!) continue;
      if (chance(0.004)) {
        const factor = [0.2, 0.5, 0.1, 10][Math.floor(random.uniform() * 4)]!;
        slice.adjustment[i] = factor;
        price[i]! *= factor;
        shares[i]! /= factor;
      }
      if (chance(0.006)) slice.dividend[i] = 0.02 * price[i]!;
      slice.sharesOutstanding[i] = shares[i]!;
      price[i]! *= 1 + beta[i]! * market + 0.015 * normal(random);
      if (chance(0.003)) suspendedUntil[i] = t + Math.floor(30 * random.uniform());
      if (t < suspendedUntil[i]! || chance(0.02)) continue;
      slice.close[i] = price[i]!;
      slice.high[i] = price[i]! * (1 + 0.01 * random.uniform());
      slice.low[i] = price[i]! * (1 - 0.01 * random.uniform());
      slice.volume[i] = shares[i]! * 0.004 * random.uniform();
      slice.tradedValue[i] = slice.volume[i]! * price[i]!;
    }
    slices.push(slice);
  }
  addStatements(slices, names, shares, random.split('accounts').uniform);
  return { issuers, slices };
}

/** Quarterly and annual accounts of all issuers except every eleventh, known 45 days after the period end. */
function addStatements(
  slices: readonly DailySlice[],
  names: number,
  shares: readonly number[],
  uniform: () => number,
): void {
  const size = Array.from({ length: names }, () => 100 * Math.exp(3 * uniform()));
  let at = 0;
  for (let quarter = -20; at < slices.length; quarter++) {
    const start = dayOf(2018 + Math.floor(quarter / 4), 3 * (((quarter % 4) + 4) % 4) + 1, 1)!;
    const periodEnd = (start - 1) as Day;
    const knownOn = (periodEnd + 45) as Day;
    while (at < slices.length && slices[at]!.day < knownOn) at++;
    const slice = slices[at];
    if (slice === undefined) break;
    for (let i = 0; i < names; i++) {
      if (i % 11 === 10) continue;
      const money = (share: number): number => size[i]! * share * (0.5 + uniform());
      const accounts = (period: 'quarter' | 'year', times: number): Statement => ({
        issuer: i,
        period,
        periodEnd,
        knownOn,
        delayAssumed: false,
        sales: money(0.2 * times),
        costOfGoods: i % 3 === 0 ? null : money(0.1 * times),
        netIncome: money(0.02 * times) - 0.01 * times,
        depreciation: money(0.01 * times),
        deferredTax: null,
        dividends: money(0.004 * times),
        totalAssets: money(1),
        bookEquity: money(0.4),
        preferred: null,
        longTermDebt: i % 6 === 5 ? null : money(0.2),
        shortTermDebt: money(0.1),
        shares: shares[i]! / 1e7,
      });
      const list = slice.statements as Statement[];
      list.push(accounts('quarter', 1));
      if ((((quarter - 1) % 4) + 4) % 4 === 0) list.push(accounts('year', 4));
    }
  }
}

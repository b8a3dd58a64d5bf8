import { carriedOutText } from '../../../../src/cli/text/orders.ts';
import { buildReportModel, type ReportInput } from '../../../../src/report/decision/model.ts';
import { renderReport } from '../../../../src/report/decision/page.ts';
import { orderFiles } from '../../../../src/report/csv/order-files.ts';
import type { OrdersModel } from '../../../../src/report/decision/orders/orders.ts';
import { sideModel } from '../../../../src/report/decision/what-if/what-if.ts';
import { consequences } from '../../../../src/report/decision/consequences.ts';
import type { Side } from '../../../../src/whatif/what-if.ts';
import {
  byModel,
  CARRIED_OUT_STATES,
  futures,
  gains,
  losses,
  madeInput,
  puts,
  taxed,
} from './orders.fixture.ts';
import { decision } from '../march-2020.fixture.ts';
import { mustKeepTextAsText } from '../../page-checks.ts';

const page = (of: ReportInput) => renderReport(buildReportModel(of));
/** The words of a section, its spaces plain. */
const section = (html: string, id: string): string => {
  const [, rest] = html.split(`<section id="${id}"`);
  return rest!
    .split('</section>')[0]!
    .replace(/<desc[^>]*>.*?<\/desc>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ');
};
const state = (name: string) => page(CARRIED_OUT_STATES[name]!);
const planned = (of: ReportInput): Extract<OrdersModel, { kind: 'planned' }> => {
  const { orders } = buildReportModel(of);
  if (orders.kind === 'unavailable') throw new Error(orders.why);
  return orders;
};

describe('Orders in the report', () => {
  test('lose nothing: what is shown and the rest sum to the plan, order by order and charge by charge', () => {
    const orders = planned(CARRIED_OUT_STATES['six hundred orders and three hundred lots']!);
    for (const side of [orders.sells, orders.buys]) {
      const shown = side.largest.reduce((sum, o) => sum + o.amount, 0);
      expect(shown + side.others.amount).toBeCloseTo(side.amount, 4);
      expect(side.largest.length + side.others.count).toBe(side.count);
      expect(Math.min(...side.largest.map((o) => o.amount))).toBeGreaterThan(0);
    }
    expect(orders.sells.count + orders.buys.count).toBe(600);
  });

  test('cost what the plan says, with impact told apart', () => {
    const { all, charges, cost, tax } = planned(madeInput(gains, futures));
    expect(all.paid + all.impact).toBeCloseTo(
      charges.reduce((sum, c) => sum + c.amount, 0),
      6,
    );
    expect(tax.kind === 'computed' && all.paid + all.impact + tax.total).toBeCloseTo(cost.total, 6);
  });

  test('name every rate with its source, and the law’s own rate of transaction tax', () => {
    const text = section(page(madeInput(gains, futures)), 'orders');
    for (const { source } of gains.rates) expect(text).toContain(source);
    // 0.1 % on either side of a delivery since 01 Jul 2012.
    expect(text).toMatch(/Securities transaction tax ₹ [\d,]+ 0\.1 % shares bought and sold/);
  });

  test('call the tax on services by its name of the day', () => {
    const of = (asOf: string) => {
      const { decision: made, ...rest } = madeInput(gains, futures);
      return section(page({ ...rest, decision: { ...made, asOf } }), 'orders');
    };
    expect(of('2017-06-30')).toMatch(/Service tax ₹ [\d,]+/);
    expect(of('2017-07-01')).toMatch(/ GST ₹ [\d,]+/);
  });

  test('say why there are none, or no tax', () => {
    expect(section(page({ ...madeInput(gains, futures), decision }), 'orders')).toContain(
      'Not available. Orders need a portfolio in ₹',
    );
    expect(section(state('a portfolio by value'), 'orders')).toContain(
      'Not known. The portfolio tells values only',
    );
    expect(section(state('no order'), 'orders')).toContain('None: what is held stays.');
  });
});

describe('Tax in the report', () => {
  test('comes from groups of lots, set-off, surcharge and cess, to the paisa', () => {
    const { tax } = planned(madeInput(gains, futures));
    if (tax.kind === 'unavailable') throw new Error(tax.why);
    const lots = tax.groups.reduce((sum, g) => sum + g.tax, 0);
    expect(lots + tax.adjustment + tax.surcharge + tax.cess).toBeCloseTo(tax.total, 6);
    expect(tax.groups.reduce((n, g) => n + g.lots, 0)).toBe(taxed.lots.length);
    expect(tax.groups.map((g) => `${g.term} ${g.outcome}`)).toContain('long gain');
  });

  test('tells losses that later years may use, and what is not taxed here', () => {
    expect(section(page(madeInput(losses, puts)), 'orders')).toMatch(
      /Losses that later years may use: ₹ [\d,]+ (short|long)-term of 2024–25/,
    );
    expect(section(page(madeInput(gains, puts)), 'orders')).toContain(
      'Not in it: G-sec, whose gains are taxed otherwise than those of shares; not computed here.',
    );
  });

  test('says what the year brought before, or that nothing was told of it', () => {
    const counted = {
      realised: [{ until: '2024-12-31', short: -40_000, long: 2_10_000 }],
      broughtForward: [{ year: '2022-23', term: 'short', loss: 1_25_000 } as const],
    };
    expect(section(page(madeInput({ ...gains, tax: { ...taxed, counted } }, futures)), 'orders')).toContain(
      'until 31 Dec 2024 −₹ 40,000 short-term and ₹ 2,10,000 long-term; ₹ 1,25,000 of short-term losses of 2022-23.',
    );
    expect(section(page(madeInput(gains, futures)), 'orders')).toContain('Of this switch alone:');
  });

  test('adds up what waiting with all lots would save', () => {
    const lot = {
      id: 'A',
      bought: '2024-05-10',
      quantity: 1,
      days: 10,
      longTermFrom: '2025-05-11',
      saving: 3,
    };
    const waiting = Array.from({ length: 12 }, () => ({ ...lot, breakEvenFall: 1 }));
    const html = page(madeInput({ ...gains, waiting, waitingTogether: 34_375 }, futures));
    expect(section(html, 'orders')).toContain(
      '2 more lots in decision.json. Waiting with all of them would save ₹ 34,375',
    );
  });
});

describe('The hedge in the report', () => {
  test('shows the arithmetic of its lots, and where the budget ends it', () => {
    const html = page(madeInput({ ...gains, value: 1e8 }, futures));
    const text = section(html, 'hedge');
    expect(text).toContain('26 lots of Nifty futures sold');
    expect(text).toContain('(1.100 − 0.75) × ₹ 10,00,00,000 ÷ (17,409.95 × 50) = 40.21');
    expect(text).toContain('40 whole lots; the hedge part of ₹ 30.00 lakh pays for 26');
    expect(section(html, 'decision')).toContain('the hedge part pays for 26.');
  });

  test('shows the form that was not chosen, with what it would cost', () => {
    expect(section(page(madeInput(gains, puts)), 'hedge')).toMatch(
      /Not chosen: \d+ lots of Nifty (futures|puts)/,
    );
  });

  test('says why there is none', () => {
    expect(section(state('a portfolio by value'), 'hedge')).toContain(
      'No hedge. Beta is at its target. Beta of what is to be held: 0.74; target 0.75.',
    );
    expect(section(page({ ...madeInput(gains, futures), decision }), 'hedge')).toContain(
      'Not available. A hedge needs a portfolio in ₹',
    );
  });
});

describe('Risk in the report', () => {
  test('comes in parts that sum to it, before and after', () => {
    const { lookThrough } = buildReportModel(madeInput(gains, futures)).allocation.risk;
    const { before, after } = byModel.risk;
    if (before.kind !== 'modelled' || after.kind !== 'modelled') throw new Error('not modelled');
    for (const [of, was, is] of [
      [lookThrough!.ofVolatility, before.volatility, after.volatility],
      [lookThrough!.ofTrackingError, before.trackingError, after.trackingError],
    ] as const) {
      const sum = (side: 'before' | 'after') =>
        [...of.factors, of.others, of.specific].reduce((all, p) => all + p[side]!, 0);
      expect(sum('before')).toBeCloseTo(was, 9);
      expect(sum('after')).toBeCloseTo(is, 9);
      expect(of.factors.length + of.others.count).toBe(39);
    }
  });

  test('names factors in words wherever the allocator wrote their codes', () => {
    expect(section(page(madeInput(gains, futures)), 'allocation')).toContain('Pharmaceuticals within 10 %');
  });

  test('of index-level data has no scores, and a risk of its own kind', () => {
    const html = page({ ...madeInput(gains, futures), decision });
    expect(section(html, 'method')).toContain('a sleeve is held by a vendor’s index');
    const [sleeve] = byModel.sleeves;
    const allocation = { ...byModel, sleeves: [{ ...sleeve!, instrument: null }] };
    expect(section(page(madeInput(gains, futures, { allocation })), 'method')).not.toContain(
      'vendor’s index',
    );
    expect(html).not.toContain('<section id="scores"');
    expect(section(html, 'risk')).toContain('Beta to the Nifty 50');
    expect(section(html, 'allocation')).toContain('no scores, no look-through');
  });
});

test('A limit that gave way is told on the page that is signed', () => {
  const text = section(state('limits that gave way'), 'decision');
  expect(text).toContain('Turnover may reach 34.2 % instead of 30.0 %.');
  expect(text).toContain('instead of 10.0 %');
  expect(text).toContain('The exposure to beta may lie 0.15 outside its band.');
});

describe('The files of a run’s orders', () => {
  const rows = (csv: string) => csv.trimEnd().split('\r\n');

  test('hold every order and every lot', () => {
    const files = orderFiles({ kind: 'planned', plan: gains });
    expect(rows(files['orders.csv']!)).toHaveLength(1 + gains.orders.length);
    expect(rows(files['taxes.csv']!)).toHaveLength(1 + taxed.lots.length);
    const [header, first] = rows(files['orders.csv']!).map((row) => row.split(','));
    const cell = (name: string) => Number(first![header!.indexOf(name)]);
    const charges = header!.filter((h) => h.endsWith('_inr') && !/^(amount|cost)/.test(h));
    expect(charges.reduce((sum, h) => sum + cell(h), 0)).toBeCloseTo(cell('cost_inr'), 6);
    expect(cell('quantity') * cell('price')).toBeCloseTo(cell('amount_inr'), 2);
  });

  test('are none where there are no orders', () => {
    expect(orderFiles({ kind: 'unavailable', why: 'None.' })).toEqual({});
    expect(
      orderFiles({ kind: 'planned', plan: { ...gains, orders: [], tax: { ...taxed, lots: [] } } }),
    ).toEqual({});
  });
});

test('A what-if lays cost, tax, risk and hedge of both sides beside each other', () => {
  const { regime, signals, allocation, execution, hedge } = decision;
  const side: Side = { ...regime, signals, allocation, execution, hedge };
  const after: Side = {
    ...side,
    allocation: byModel,
    execution: { kind: 'planned', plan: gains },
    hedge: futures,
  };
  const joined = consequences(sideModel(side), sideModel(after)).map(
    (c) => [c.name, c.before, c.after] as const,
  );
  const plain = new Map(
    joined.map(([name, ...sides]) => [name, sides.map((t) => t.replaceAll('\u00a0', ' '))]),
  );
  expect(plain.get('Hedge')).toEqual(['not available', '26 lots of futures']);
  expect(plain.get('Orders')).toEqual(['–', String(gains.orders.length)]);
  expect(plain.get('Hurdle')).toEqual(['–', `${gains.cost.hurdle.toFixed(2)} %`]);
  // Betas to different things stand on lines of their own.
  expect(plain.get('Beta to the Nifty 50')).toEqual(['0.98 → 0.75', '–']);
  expect(plain.get('Beta to the market')).toEqual(['–', '0.97 → 0.97']);
});

describe('The terminal', () => {
  const told = (of: ReportInput) => carriedOutText(of.decision).replaceAll('\u00a0', ' ');

  test('tells orders, cost, tax, hurdle and hedge, a line each', () => {
    const lines = told(madeInput(gains, futures)).split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'Orders',
      'Charges and impact',
      'Tax',
      expect.stringMatching(/^To be worth it, the new portfolio must bring/),
      'Waiting saves most on Share 0',
      'Hedge',
    ]);
    const { total } = gains.cost;
    expect(lines[3]).toContain(`must bring ${((100 * total) / gains.value).toFixed(2)} % more`);
  });

  test('says why where there are none', () => {
    expect(told({ ...madeInput(gains, futures), decision })).toBe(
      'Orders: not available. Orders need a portfolio in ₹, and the run was given none.\nHedge: not available. A hedge needs a portfolio in ₹, and the run was given none.',
    );
  });
});

test('Names of shares and reasons stay text', () => {
  mustKeepTextAsText((next) =>
    page(
      madeInput(
        {
          ...gains,
          orders: gains.orders.map((o) => ({ ...o, id: next(), name: next() })),
          tooSmall: [next()],
          rates: gains.rates.map((r) => ({ ...r, source: next() })),
          tax: { ...taxed, lots: taxed.lots.map((l) => ({ ...l, id: next() })), leftOut: [next()] },
        },
        { kind: 'unavailable', why: next() },
        {
          allocation: {
            ...byModel,
            scored: {
              ...byModel.scored,
              shares: byModel.scored.shares.map((s) => ({ ...s, symbol: next(), name: next() })),
            },
            risk: { ...byModel.risk, basis: next() },
          },
        },
      ),
    ),
  );
});

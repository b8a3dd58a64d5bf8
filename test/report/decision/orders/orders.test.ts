import { implementationText } from '../../../../src/cli/text/decision/orders.ts';
import { buildReportModel, type ReportInput } from '../../../../src/report/decision/page-model.ts';
import { renderReport } from '../../../../src/report/decision/page.ts';
import { orderFiles } from '../../../../src/report/csv/order-files.ts';
import type { OrdersModel } from '../../../../src/report/decision/orders/orders-model.ts';
import {
  byModel,
  IMPLEMENTATION_STATES,
  futures,
  gains,
  losses,
  reportInput,
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
const state = (name: string) => page(IMPLEMENTATION_STATES[name]!);
const planned = (of: ReportInput): Extract<OrdersModel, { kind: 'planned' }> => {
  const { orders } = buildReportModel(of);
  if (orders.kind === 'unavailable') throw new Error(orders.reason);
  return orders;
};

describe('Orders in the report', () => {
  test('are complete: the orders shown and the others sum to the plan', () => {
    const orders = planned(IMPLEMENTATION_STATES['six hundred orders and three hundred lots']!);
    for (const side of [orders.sells, orders.buys]) {
      const shown = side.largest.reduce((sum, o) => sum + o.amount, 0);
      expect(shown + side.others.amount).toBeCloseTo(side.amount, 4);
      expect(side.largest.length + side.others.count).toBe(side.count);
      expect(Math.min(...side.largest.map((o) => o.amount))).toBeGreaterThan(0);
    }
    expect(orders.sells.count + orders.buys.count).toBe(600);
  });

  test('cost what the plan says, with market impact shown separately', () => {
    const { all, charges, cost, tax } = planned(reportInput(gains, futures));
    expect(all.paid + all.impact).toBeCloseTo(
      charges.reduce((sum, c) => sum + c.amount, 0),
      6,
    );
    expect(tax.kind === 'computed' && all.paid + all.impact + tax.total).toBeCloseTo(cost.total, 6);
  });

  test('show every rate with its source, and the statutory rate of transaction tax', () => {
    const text = section(page(reportInput(gains, futures)), 'orders');
    for (const { source } of gains.rates) expect(text).toContain(source);
    // 0.1 % on either side of a delivery since 01 Jul 2012.
    expect(text).toMatch(/Securities transaction tax ₹ [\d,]+ 0\.1 % stocks bought and sold/);
  });

  test('use the name of the service tax in force on the date', () => {
    const of = (asOf: string) => {
      const { decision: made, ...rest } = reportInput(gains, futures);
      return section(page({ ...rest, decision: { ...made, asOf } }), 'orders');
    };
    expect(of('2017-06-30')).toMatch(/Service tax ₹ [\d,]+/);
    expect(of('2017-07-01')).toMatch(/ GST ₹ [\d,]+/);
  });

  test('state why there are none, or no tax', () => {
    expect(section(page({ ...reportInput(gains, futures), decision }), 'orders')).toContain(
      'Not available. Orders need a portfolio in ₹',
    );
    expect(section(state('a portfolio by value'), 'orders')).toContain(
      'Not available. The portfolio file gives values only',
    );
    expect(section(state('no order'), 'orders')).toContain('None: all holdings stay unchanged.');
  });
});

describe('Tax in the report', () => {
  test('is the exact sum of groups of lots, set-off, surcharge and cess', () => {
    const { tax } = planned(reportInput(gains, futures));
    if (tax.kind === 'unavailable') throw new Error(tax.reason);
    const lots = tax.groups.reduce((sum, g) => sum + g.tax, 0);
    expect(lots + tax.adjustment + tax.surcharge + tax.cess).toBeCloseTo(tax.total, 6);
    expect(tax.groups.reduce((n, g) => n + g.lots, 0)).toBe(taxed.lots.length);
    expect(tax.groups.map((g) => `${g.term} ${g.outcome}`)).toContain('long gain');
  });

  test('reports losses carried forward, and holdings not taxed here', () => {
    expect(section(page(reportInput(losses, puts)), 'orders')).toMatch(
      /Losses carried forward: ₹ [\d,]+ (short|long)-term of 2024–25/,
    );
    expect(section(page(reportInput(gains, puts)), 'orders')).toContain(
      'Not included: G-sec. Gains on them are taxed differently from listed equity and are not computed here.',
    );
  });

  test('states the realised gains of the year, or that the rule book has none', () => {
    const counted = {
      realised: [{ until: '2024-12-31', short: -40_000, long: 2_10_000 }],
      broughtForward: [{ year: '2022-23', term: 'short', loss: 1_25_000 } as const],
    };
    expect(
      section(
        page(reportInput({ ...gains, tax: { ...taxed, openingPosition: counted } }, futures)),
        'orders',
      ),
    ).toContain(
      'until 31 Dec 2024 −₹ 40,000 short-term and ₹ 2,10,000 long-term; ₹ 1,25,000 of short-term losses of 2022-23.',
    );
    expect(section(page(reportInput(gains, futures)), 'orders')).toContain('Tax of this rebalancing only:');
  });

  test('reports the saving from deferring all lots', () => {
    const lot = {
      id: 'A',
      bought: '2024-05-10',
      quantity: 1,
      days: 10,
      longTermFrom: '2025-05-11',
      saving: 3,
    };
    const waiting = Array.from({ length: 12 }, () => ({ ...lot, breakEvenFall: 1 }));
    const html = page(reportInput({ ...gains, deferrals: waiting, deferralSaving: 34_375 }, futures));
    expect(section(html, 'orders')).toContain(
      '2 further lots in decision.json. Deferring all of them would save ₹ 34,375',
    );
  });
});

describe('The hedge in the report', () => {
  test('shows the calculation of its lots and the limit by the budget', () => {
    const html = page(reportInput({ ...gains, value: 1e8 }, futures));
    const text = section(html, 'hedge');
    expect(text).toContain('21 lots of Nifty futures sold');
    expect(text).toContain('(1.100 − 0.75) × ₹ 10,00,00,000 ÷ (17,409.95 × 50) = 40.21');
    expect(text).toContain('40 whole lots; the hedge reserve of ₹ 30.00 lakh covers 21');
    expect(text).toContain('11.3 % of the contract value (price scan range 9.3 %, exposure 2.0 %)');
    expect(text).toContain('Cash at Nifty +10 %');
    expect(section(html, 'decision')).toContain('the hedge reserve covers 21.');
  });

  test('shows the alternative form with its cost', () => {
    expect(section(page(reportInput(gains, puts)), 'hedge')).toMatch(
      /Alternative: \d+ lots of Nifty (futures|puts)/,
    );
  });

  test('states why there is none', () => {
    expect(section(state('a portfolio by value'), 'hedge')).toContain(
      'No hedge. Beta is at its target. Beta of the final portfolio: 0.74; target 0.75.',
    );
    expect(section(page({ ...reportInput(gains, futures), decision }), 'hedge')).toContain(
      'Not available. A hedge needs a portfolio in ₹',
    );
  });
});

describe('Risk in the report', () => {
  test('is the sum of its contributions, opening and final', () => {
    const { lookThrough } = buildReportModel(reportInput(gains, futures)).allocation.risk;
    const { opening, final } = byModel.risk;
    if (opening.kind !== 'modelled' || final.kind !== 'modelled') throw new Error('not modelled');
    for (const [of, openingRisk, finalRisk] of [
      [lookThrough!.ofVolatility, opening.volatility, final.volatility],
      [lookThrough!.ofTrackingError, opening.trackingError, final.trackingError],
    ] as const) {
      const sum = (side: 'opening' | 'final') =>
        [...of.factors, of.others, of.specific].reduce((all, p) => all + p[side]!, 0);
      expect(sum('opening')).toBeCloseTo(openingRisk, 9);
      expect(sum('final')).toBeCloseTo(finalRisk, 9);
      expect(of.factors.length + of.others.count).toBe(39);
    }
  });

  test('uses display names for the factor codes of the allocator', () => {
    expect(section(page(reportInput(gains, futures)), 'allocation')).toContain('Pharmaceuticals within 10 %');
  });

  test('based on index data has no scores and another measure of risk', () => {
    const html = page({ ...reportInput(gains, futures), decision });
    expect(section(html, 'method')).toContain('a sleeve is represented by a vendor’s index');
    const [sleeve] = byModel.sleeves;
    const allocation = { ...byModel, sleeves: [{ ...sleeve!, instrument: null }] };
    expect(section(page(reportInput(gains, futures, { allocation })), 'method')).not.toContain(
      'vendor’s index',
    );
    expect(html).not.toContain('<section id="scores"');
    expect(section(html, 'risk')).toContain('Beta to the Nifty 50');
    expect(section(html, 'allocation')).toContain('no scores, no look-through');
  });
});

test('A relaxed constraint is printed on the front page', () => {
  const text = section(state('relaxed constraints'), 'decision');
  expect(text).toContain('Turnover limit raised from 30.0 % to 34.2 %.');
  expect(text).toContain('raised from 10.0 % to 12.1 %');
  expect(text).toContain('Exposure to beta allowed 0.15 outside its band.');
});

describe('The files of a run’s orders', () => {
  const rows = (csv: string) => csv.trimEnd().split('\r\n');

  test('list every order and every lot', () => {
    const files = orderFiles({ kind: 'planned', plan: gains });
    expect(rows(files['orders.csv']!)).toHaveLength(1 + gains.orders.length);
    expect(rows(files['taxes.csv']!)).toHaveLength(1 + taxed.lots.length);
    const [header, first] = rows(files['orders.csv']!).map((row) => row.split(','));
    const cell = (name: string) => Number(first![header!.indexOf(name)]);
    const charges = header!.filter((h) => h.endsWith('_inr') && !/^(amount|cost)/.test(h));
    expect(charges.reduce((sum, h) => sum + cell(h), 0)).toBeCloseTo(cell('cost_inr'), 6);
    expect(cell('quantity') * cell('price')).toBeCloseTo(cell('amount_inr'), 2);
  });

  test('are absent without orders', () => {
    expect(orderFiles({ kind: 'unavailable', reason: 'None.' })).toEqual({});
    expect(
      orderFiles({ kind: 'planned', plan: { ...gains, orders: [], tax: { ...taxed, lots: [] } } }),
    ).toEqual({});
  });
});

describe('The trades reconcile positions, turnover by stock and orders in one sentence each', () => {
  const text = (turnover: number) => {
    const trades = [
      { id: 'momentum', side: 'buy', weight: 0.4, amount: 40_00_000 },
      { id: 'value', side: 'sell', weight: 0.4, amount: 40_00_000 },
    ] as const;
    return section(
      page(reportInput(gains, futures, { allocation: { ...byModel, trades, turnover } })),
      'allocation',
    );
  };

  test('where positions trade more than their stocks', () => {
    expect(text(0.36)).toContain(
      'Purchases of positions are 40.0 %; stock by stock it is only 36.0 %, because stocks that a sold and a bought position both hold are not traded. The orders buy ₹',
    );
  });

  test('where stocks trade more than their positions', () => {
    expect(text(0.44)).toContain(
      'Purchases of positions are 40.0 %; stock by stock it is 44.0 %, because stocks are also exchanged within a position.',
    );
  });

  test('and say nothing of a difference that is rounding', () => {
    expect(text(0.4)).not.toContain('Purchases of positions');
  });
});

describe('The terminal', () => {
  const textOf = (of: ReportInput) => implementationText(of.decision).replaceAll('\u00a0', ' ');

  test('prints orders, cost, tax, break-even return, deferral and hedge, one line each', () => {
    const lines = textOf(reportInput(gains, futures)).split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'Orders',
      'Charges and impact',
      'Tax',
      expect.stringMatching(/^To break even, the new portfolio must return/),
      'Largest long-term deferral',
      'Hedge',
    ]);
    const { total } = gains.cost;
    expect(lines[3]).toContain(`must return ${((100 * total) / gains.value).toFixed(2)} % more`);
  });

  test('states why there are none', () => {
    expect(textOf({ ...reportInput(gains, futures), decision })).toBe(
      'Orders: not available. Orders need a portfolio in ₹, and the run was given none.\nHedge: not available. A hedge needs a portfolio in ₹, and the run was given none.',
    );
  });
});

test('Names of stocks and reasons are escaped', () => {
  mustKeepTextAsText((next) =>
    page(
      reportInput(
        {
          ...gains,
          orders: gains.orders.map((o) => ({ ...o, id: next(), name: next() })),
          belowMinimum: [next()],
          rates: gains.rates.map((r) => ({ ...r, source: next() })),
          tax: { ...taxed, lots: taxed.lots.map((l) => ({ ...l, id: next() })), excluded: [next()] },
        },
        { kind: 'unavailable', reason: next() },
        {
          allocation: {
            ...byModel,
            riskModel: {
              ...byModel.riskModel,
              stocks: byModel.riskModel.stocks.map((s) => ({ ...s, symbol: next(), name: next() })),
            },
            risk: { ...byModel.risk, basis: next() },
          },
        },
      ),
    ),
  );
});

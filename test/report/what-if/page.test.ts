import { whatIfText } from '../../../src/cli/text/whatif/whatif.ts';
import { consequences } from '../../../src/report/what-if/consequences.ts';
import { renderWhatIf } from '../../../src/report/what-if/page.ts';
import { renderReport } from '../../../src/report/decision/page.ts';
import { buildReportModel } from '../../../src/report/decision/page-model.ts';
import type { WhatIf } from '../../../src/whatif/what-if.ts';
import { input } from '../decision/march-2020.fixture.ts';
import { mustKeepTextAsText, mustStandAsAPage, words } from '../page-checks.ts';
import { modelOf, pageOf, whatIf, withOrders } from './what-if.fixture.ts';

const render = (of: WhatIf) => renderWhatIf(pageOf(of));

describe.each<[string, WhatIf]>([
  ['without orders', whatIf],
  ['with orders and a hedge', withOrders],
  ['of the simulated market', { ...withOrders, simulated: true }],
  ['without assumptions', { ...whatIf, set: [], problems: [], after: whatIf.before }],
])('A what-if page %s', (_name, state) => {
  mustStandAsAPage(() => render(state));
});

describe('A what-if page', () => {
  const page = render(withOrders);
  const text = words(page);

  test('cannot be taken for a decision: its own title, margins and top line, and no sign-off', () => {
    const decision = renderReport(buildReportModel(input));
    const titleOf = (html: string) => /<title>([^<]*)/.exec(html)![1]!;
    expect(titleOf(page)).toMatch(/what-if/);
    expect(titleOf(page)).not.toBe(titleOf(decision));
    const line = 'SIMULATION — what-if, not a decision';
    expect(page).toContain(`@top-center { content: "${line}"`);
    expect(page).toContain(`@bottom-center { content: "${line}"`);
    expect(page).toMatch(new RegExp(`<header class="simulation">\\s*<strong>${line}`));
    expect(page).not.toMatch(/sign-off">|Signature/);
    expect(decision).not.toContain('SIMULATION');
  });

  test('says beside every amount that prices are not moved, where the Nifty is', () => {
    const notice = 'at today’s prices, not after the move';
    for (const figure of ['Value of the portfolio', 'Orders', 'Tax', 'Hedge'])
      expect(text).toContain(`${figure} ${notice}`);
    const still = render({ ...withOrders, set: withOrders.set.slice(2), problems: [] });
    expect(still).not.toContain(notice);
  });

  test('lists moves as asked, and carried levels apart from those set', () => {
    const [asked, carried] = text.split('Carried by the Nifty');
    expect(asked).toContain('Nifty 50 close −20 %: 8,597.75 → 6,878.20 index points');
    expect(asked).not.toContain('P/E');
    expect(carried).toContain('Nifty 50 P/E: 19.38 → 15.50 ×');
  });

  test('lists the same orders that differ whichever side comes first, with opposite signs', () => {
    const { before, after } = withOrders;
    const swapped = modelOf({ ...withOrders, before: after, after: before }).orders;
    const { orders } = modelOf(withOrders);
    if (orders.kind === 'unavailable' || swapped.kind === 'unavailable') throw new Error('no orders');
    expect(orders.differing).toBeGreaterThan(0);
    expect(swapped.largest.map((d) => [d.id, -d.difference])).toEqual(
      orders.largest.map((d) => [d.id, d.difference]),
    );
  });

  test('gives held, actual and assumed figures their own columns', () => {
    const { before, after } = modelOf({ ...withOrders, before: whatIf.before });
    const figures = new Map(
      consequences(before, after).map(({ name, ...c }) => [
        name,
        [c.held, c.before, c.after].map((t) => t.replaceAll('\u00a0', ' ')),
      ]),
    );
    // Betas to different benchmarks are separate figures.
    expect(figures.get('Beta to the Nifty 50')).toEqual(['0.98', '0.75', '–']);
    expect(figures.get('Beta to the market')).toEqual(['0.97', '–', '0.97']);
    expect(figures.get('Hedge')).toEqual(['–', 'not available', '21 lots of futures']);
  });

  test('keeps text from data as text', () => {
    mustKeepTextAsText((next) =>
      render({
        ...withOrders,
        set: [{ kind: 'rule', path: next(), from: next(), to: next() }],
        problems: [{ ...withOrders.problems[0]!, message: next(), remedy: next() }],
        after: {
          ...withOrders.after,
          alerts: [{ code: 'crisis', message: next() }],
          problems: [{ severity: 'note', code: next(), about: next(), message: next(), remedy: next() }],
        },
      }),
    );
  });
});

describe('The page and the terminal', () => {
  const page = words(renderWhatIf(pageOf(withOrders)));
  const terminal = whatIfText(modelOf(withOrders)).replace(/[\s\u00a0]+/g, ' ');

  test.each([
    ['the alert', 'India VIX stands above 95 % of its history.'],
    ['a binding constraint', 'At the upper end of its band: momentum, 23.1 %.'],
    ['a relaxed constraint', 'Relaxed: Turnover limit raised from 30.0 % to 34.2 %.'],
    ['a problem as assumed', 'Old.'],
    ['a limit of the comparison', 'The move of the Nifty changes the signals, not the prices.'],
    ['the hedge', 'Nifty futures sold.'],
    ['its terms', 'forgoing'],
    ['the nearest change', 'To change from bearish to consolidation, S would need to rise'],
    ['the number of orders that differ', 'orders differ.'],
    ['the holdings', 'Both sides start from it.'],
  ])('both say %s', (_what, sentence) => {
    expect(page).toContain(sentence);
    expect(terminal).toContain(sentence);
  });
});

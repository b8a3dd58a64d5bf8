import { verifiableParts } from '../../src/backtest/verifiable-parts.ts';

const DOCUMENT = {
  schema: 'trrm-backtest/1',
  plan: {
    from: '2020-01-31',
    lastDecision: '2020-03-31',
    weights: 'rules',
    rulebook: '0'.repeat(64),
    throughImport: 3,
    engine: { name: 'trrm', version: '1', sources: 'x' },
  },
  months: [{ decided: '2020-01-31', decision: 'f'.repeat(64) }],
};

test('a document is read by the parts that a verification needs, whatever else it has', () => {
  const text = JSON.stringify({ ...DOCUMENT, nav: [] });
  expect(verifiableParts(text, 'backtest.json').months[0]!.decided).toBe('2020-01-31');
});

test('what is not such a document is refused with its place, and does not end the program', () => {
  const faults: readonly (readonly [string, RegExp])[] = [
    ['', /not the document of a back-test/],
    ['[]', /expected object/],
    ['{"schema":"trrm-decision/2"}', /schema/],
    [JSON.stringify({ ...DOCUMENT, months: [{ decided: 'x', decision: null }] }), /months\.0\.decided/],
    [JSON.stringify({ ...DOCUMENT, plan: { ...DOCUMENT.plan, engine: null } }), /plan\.engine/],
  ];
  for (const [text, message] of faults) expect(() => verifiableParts(text, 'backtest.json')).toThrow(message);
});

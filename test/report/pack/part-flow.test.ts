import { partGroups } from '../../../src/report/pack/part-flow.ts';
import { packStyle } from '../../../src/report/pack/style.ts';
import { missing, available } from '../../../src/pack/document/parts.ts';

type Pack = Parameters<typeof partGroups>[0];

/** What decides how parts are printed; nothing else of a pack is read. */
const packOf = (has: { readonly data: boolean; readonly hedge: boolean }): Pack => {
  const part = has.data ? available({}) : missing('Nothing.', 'Bring it.');
  return {
    backtest: null,
    document: {
      parts: {
        outcome: { last: part, account: part },
        hedge: { path: [{ hedge: null }, { hedge: has.hedge ? { lots: 1 } : null }] },
        attribution: { ladder: part },
        performance: part,
        whatIfs: part,
        annexure: part,
      },
    },
  } as unknown as Pack;
};

const style = (pack: Pack): string =>
  packStyle(
    { entry: 1, decision: 'ab'.repeat(32), simulated: false, groups: partGroups(pack) },
    { paper: 'a4', printsExplanations: false },
  );

test('each part begins a page where all have data and a hedge', () => {
  const pack = packOf({ data: true, hedge: true });
  expect(partGroups(pack).every((group) => group.length === 1)).toBe(true);
  expect(partGroups(pack)).toHaveLength(16);
  expect(style(pack)).toContain('.part-6 { page: part-6; }');
});

test('parts without data, and a hedge that never was, follow on the page of the part before them', () => {
  const pack = packOf({ data: false, hedge: false });
  expect(partGroups(pack).filter((group) => group.length > 1)).toEqual([
    ['decision', 'outcome'],
    ['trades', 'hedge', 'performance', 'attribution'],
    ['by-regime', 'what-ifs'],
    ['limits', 'annexure'],
  ]);
  const css = style(pack);
  expect(css).toContain('.part-7 { page: part-5; break-before: auto; break-inside: avoid;');
  expect(css).toContain('@page part-5 { @top-left { content: "TRRM · Parts 5 to 8"; } }');
  // Hypothetical parts keep their word in the margin of each of their pages.
  expect(css).toMatch(/@page part-12 .*SIMULATION/);
});

test('one hedge among the recorded decisions is a part of its own', () => {
  const groups = partGroups(packOf({ data: false, hedge: true }));
  expect(groups).toContainEqual(['hedge', 'performance', 'attribution']);
});

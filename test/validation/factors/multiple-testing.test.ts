import { sleeveDefinition } from '../../../src/sleeves/definition.ts';
import { halvesOf } from '../../../src/validation/factors/sub-universes.ts';
import { triesOf, variantsOf } from '../../../src/validation/factors/variants.ts';
import { DEFAULT_SLEEVE_RULES } from '../../../src/sleeves/sleeve-rules.ts';

const nine = Object.entries(DEFAULT_SLEEVE_RULES);

test('everything tried is a definition that a rule book would take', () => {
  for (const [, own] of nine)
    for (const { definition } of [...variantsOf(own), ...halvesOf(own)])
      expect(sleeveDefinition.parse(definition)).toEqual(definition);
});

test('each variant changes one rule and is marked as our choice, and no two are alike', () => {
  for (const [, own] of nine) {
    const variants = variantsOf(own);
    expect(new Set(variants.map((v) => v.name)).size).toBe(variants.length);
    for (const { definition } of variants) {
      const changed = Object.keys(own).filter(
        (k) =>
          JSON.stringify(own[k as keyof typeof own]) !== JSON.stringify(definition[k as keyof typeof own]),
      );
      // Equal weights go without the limit, too.
      expect([['score'], ['select'], ['weight'], ['weight', 'cap']]).toContainEqual(changed);
      expect(definition[changed[0] as 'select' | 'weight' | 'score']?.source).toBe('our choice');
    }
  }
});

test('momentum is tried with other numbers, buffers, weights, and without its latest month', () => {
  const variants = variantsOf(DEFAULT_SLEEVE_RULES['momentum']!);
  expect(variants.map((v) => v.name)).toEqual([
    '25 names',
    '50 names',
    'no buffer',
    'wide buffer',
    'latest month left out',
    'equal weights',
    'weights by market value',
  ]);
  expect(variants[1]!.definition.select).toMatchObject({ names: 50, surelyIn: 25, keepTo: 75 });
  expect(variants[4]!.definition.score!.parts.map((p) => p.measure)).toEqual([
    { kind: 'risk-adjusted-momentum', months: 12, skipMonths: 1 },
    { kind: 'risk-adjusted-momentum', months: 6, skipMonths: 1 },
  ]);
});

test('a rule book has as many tries as its sleeves and their variants', () => {
  const momentum = DEFAULT_SLEEVE_RULES['momentum']!;
  expect(triesOf({ momentum })).toBe(8);
  expect(triesOf({ momentum, again: momentum })).toBe(16);
  expect(triesOf({})).toBe(0);
});

test('halves of a universe meet in the middle and leave no rank out', () => {
  for (const [id, own] of nine) {
    const [larger, smaller] = halvesOf(own).map((h) => h.definition.universe.ranks[0]!);
    const whole = own.universe.ranks[0]!;
    expect([id, larger!.from, larger!.to + 1, smaller!.to]).toEqual([
      id,
      whole.from,
      smaller!.from,
      whole.to,
    ]);
    expect(Math.abs(larger!.to - larger!.from - (smaller!.to - smaller!.from))).toBeLessThanOrEqual(1);
  }
});

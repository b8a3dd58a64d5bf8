import { sleeveDefinition } from '../../../src/sleeves/definition.ts';
import { halvesOf } from '../../../src/validation/factors/sub-universes.ts';
import { trialsOf, variantsOf } from '../../../src/validation/factors/variants.ts';
import { DEFAULT_SLEEVE_RULES } from '../../../src/sleeves/sleeve-rules.ts';

const nine = Object.entries(DEFAULT_SLEEVE_RULES);

test('every variant is a definition the rule book accepts', () => {
  for (const [, own] of nine)
    for (const { definition } of [...variantsOf(own), ...halvesOf(own)])
      expect(sleeveDefinition.parse(definition)).toEqual(definition);
});

test('each variant changes one rule, is marked as our choice, and differs from the others', () => {
  for (const [, own] of nine) {
    const variants = variantsOf(own);
    expect(new Set(variants.map((v) => v.name)).size).toBe(variants.length);
    for (const { definition } of variants) {
      const changed = Object.keys(own).filter(
        (k) =>
          JSON.stringify(own[k as keyof typeof own]) !== JSON.stringify(definition[k as keyof typeof own]),
      );
      // Equal weights also remove the cap.
      expect([['score'], ['select'], ['weight'], ['weight', 'cap']]).toContainEqual(changed);
      expect(definition[changed[0] as 'select' | 'weight' | 'score']?.source).toBe('our choice');
    }
  }
});

test('momentum variants change size, buffer, weighting and the latest month', () => {
  const variants = variantsOf(DEFAULT_SLEEVE_RULES['momentum']!);
  expect(variants.map((v) => v.name)).toEqual([
    '25 constituents',
    '50 constituents',
    'no buffer',
    'wide buffer',
    'latest month skipped',
    'equal weights',
    'weights by market value',
  ]);
  expect(variants[1]!.definition.select).toMatchObject({ count: 50, entryRank: 25, exitRank: 75 });
  expect(variants[4]!.definition.score!.parts.map((p) => p.characteristic)).toEqual([
    { kind: 'risk-adjusted-momentum', months: 12, skipMonths: 1 },
    { kind: 'risk-adjusted-momentum', months: 6, skipMonths: 1 },
  ]);
});

test('the number of trials counts the sleeves and all their variants', () => {
  const momentum = DEFAULT_SLEEVE_RULES['momentum']!;
  expect(trialsOf({ momentum })).toBe(8);
  expect(trialsOf({ momentum, again: momentum })).toBe(16);
  expect(trialsOf({})).toBe(0);
});

test('the halves of a universe cover all its ranks without overlap', () => {
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

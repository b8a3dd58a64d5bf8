import fc from 'fast-check';
import { OTHER_FORMER_NAMES, RENAMED_IN_NOVEMBER_2015 } from '../../../src/market/indices/former-names.ts';
import { closestIndex, indexId, isKnownIndex } from '../../../src/market/indices/index-id.ts';
import { INDEX_NAMES } from '../../../src/market/indices/index-names.ts';

/** Every name of every index, with its current name. */
const ALL: readonly (readonly [name: string, current: string])[] = [
  ...INDEX_NAMES.flatMap(([current, ...short]) =>
    [current, ...short].map((name) => [name, current] as const),
  ),
  ...RENAMED_IN_NOVEMBER_2015,
  ...OTHER_FORMER_NAMES,
];

describe('the id of an index', () => {
  it('is the same for the short names of nseindia.com and the names of niftyindices.com', () => {
    expect(
      [
        'NIFTY200 MOMENTM 30',
        'NIFTY100 LOWVOL30',
        'NIFTY SMLCAP 250',
        'NIFTY200 QUALTY30',
        'NIFTY DIV OPPS 50',
        'NIFTY MICROCAP250',
        'NIFTY LOW VOL 50',
        'NIFTY ALPHA 50',
        'NIFTY500 VALUE 50',
      ].map(indexId),
    ).toEqual([
      'nifty200-momentum-30',
      'nifty100-low-volatility-30',
      'nifty-smallcap-250',
      'nifty200-quality-30',
      'nifty-dividend-opportunities-50',
      'nifty-microcap-250',
      'nifty-low-volatility-50',
      'nifty-alpha-50',
      'nifty500-value-50',
    ]);
  });

  it('is the same before and after the 48 changes of November 2015', () => {
    expect(RENAMED_IN_NOVEMBER_2015).toHaveLength(48);
    expect(new Set(RENAMED_IN_NOVEMBER_2015.map(([, current]) => current)).size).toBe(48);
    for (const [former, current] of RENAMED_IN_NOVEMBER_2015) expect(indexId(former)).toBe(indexId(current));
    expect(
      ['CNX 500', 'CNX Midcap', 'CNX Smallcap', 'S&P CNX Nifty', 'CNX Service Sector'].map(indexId),
    ).toEqual(['nifty-500', 'nifty-midcap-100', 'nifty-smallcap-100', 'nifty-50', 'nifty-services-sector']);
  });

  it('does not depend on capitals, spaces, hyphens and signs, whichever of its names is given', () => {
    const written = fc.tuple(
      fc.constantFrom(...ALL),
      fc.infiniteStream(fc.boolean()),
      fc.constantFrom('', ' ', '  ', '-', '_'),
    );
    fc.assert(
      fc.property(written, ([[name, current], capitals, space]) => {
        const letters = Array.from(name, (c) => (capitals.next().value ? c.toUpperCase() : c.toLowerCase()));
        expect(indexId(letters.join('').replace(/[^a-z0-9]+/gi, space))).toBe(indexId(current));
      }),
      { numRuns: 500 },
    );
  });

  it('is its own name, so that ids can be given where names are', () => {
    for (const [, current] of ALL) expect(indexId(indexId(current))).toBe(indexId(current));
  });

  it('never joins two indices: each name belongs to one, and no current name is another’s former one', () => {
    const owner = new Map<string, string>();
    for (const [name, current] of ALL) {
      const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
      expect([name, owner.get(plain) ?? current]).toEqual([name, current]);
      owner.set(plain, current);
    }
  });

  it('of an unknown index is made of its words', () => {
    expect([isKnownIndex('Nifty Quantum 40'), indexId('Nifty Quantum 40')]).toEqual([
      false,
      'nifty-quantum-40',
    ]);
  });
});

describe('a name close to a known one', () => {
  it('is recognised by its letters, misspelt or shortened', () => {
    expect(
      ['NIFTY200 MOMENTUMM 30', 'NIFTY SMLCP 250', 'Nifty Lw Volatility 50', 'CNX Midcp', 'NIFTY PHRMA'].map(
        closestIndex,
      ),
    ).toEqual([
      'Nifty200 Momentum 30',
      'Nifty Smallcap 250',
      'Nifty Low Volatility 50',
      'Nifty Midcap 100',
      'Nifty Pharma',
    ]);
  });

  it('has the same numbers: another number is another index', () => {
    expect(
      ['Nifty Smallcap 500', 'Nifty500 Momentum 30', 'Nifty 51', 'Sensex', 'Gold'].map(closestIndex),
    ).toEqual([null, null, null, null, null]);
  });

  it('is none if it is known', () => {
    for (const [name] of ALL) expect(closestIndex(name)).toBeNull();
  });
});

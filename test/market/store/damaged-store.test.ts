import { damagedStore } from '../../../src/market/store/damaged-store.ts';

describe('a store that cannot be read', () => {
  // As DuckDB 1.5 words them.
  test.each([
    'IO Error: Corrupt database file: computed checksum 961 does not match stored checksum 476 in block at location 274432',
    'FATAL Error: Failed: database has been invalidated because of a previous fatal error.',
    'INTERNAL Error: Attempted to access index 4 within vector of size 4\nThis error signals an assertion failure',
    'Serialization Error: Failed to deserialize: field id mismatch, expected: 100, got: 0',
  ])('is said to be damaged, with what to do: %s', (text) => {
    const message = damagedStore(new Error(text), 'market.duckdb')!.message;
    expect(message).toMatch(/^market\.duckdb: is damaged: .* Go back to a copy of the store/);
    expect(message).not.toContain('\n');
  });

  test.each([
    'IO Error: Could not write file "x": No space left on device',
    'Binder Error: Referenced column "close" not found',
    'Out of Memory Error: could not allocate block',
    'x is not a function',
  ])('is not said to be damaged for %s', (text) => {
    expect(damagedStore(new Error(text), 'market.duckdb')).toBeNull();
  });
});

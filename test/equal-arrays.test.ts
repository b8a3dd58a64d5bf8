const doubles = (...values: number[]): Float64Array => Float64Array.from(values);

test('typed arrays and buffers are equal if type, length and every value are, by the rule of Object.is', () => {
  expect({ levels: [doubles(1, NaN)] }).toEqual({ levels: [doubles(1, NaN)] });
  expect([Buffer.from('ab')]).toEqual([Buffer.from('ab')]);
  expect(doubles(0)).not.toEqual(doubles(-0));
  expect({ levels: [doubles(1, 2)] }).not.toEqual({ levels: [doubles(1, 3)] });
  expect(doubles(1)).not.toEqual(doubles(1, 2));
  expect(doubles(1)).not.toEqual(Float32Array.from([1]));
  expect(Buffer.from('ab')).not.toEqual(Buffer.from('ac'));
  expect(BigInt64Array.from([1n])).not.toEqual(BigInt64Array.from([2n]));
});

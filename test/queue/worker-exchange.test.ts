import { servedExchange } from '../../src/queue/exchange/worker-exchange.ts';

test.each(['http://198.51.100.7:8080/s/', 'https://example.com/', 'file:///etc/', 'nowhere'])(
  'a worker does not fetch from %s, which is not this machine',
  (address) => {
    expect(() => servedExchange(address, 'w', 'results')).toThrow('is not an address on this machine');
  },
);

test('a worker fetches from this machine', () => {
  const { snapshots } = servedExchange('http://127.0.0.1:8080/secret/', 'w', 'results');
  expect(snapshots).toEqual({ kind: 'http', address: 'http://127.0.0.1:8080/secret/' });
});

import fc from 'fast-check';
import { newRateLimit } from '../../src/update/rate-limit.ts';
import { fakeClock, NOW } from './publisher.fixture.ts';

test('fifty requests never exceed the rate of their host, whatever the jitter and however long each takes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(2, 1, 0.8, 1 / 3),
      fc.constantFrom(0, 0.3),
      fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 50, maxLength: 50 }),
      async (perSecond, jitter, takes) => {
        const clock = fakeClock(NOW);
        const limit = newRateLimit({ perSecond, jitter }, clock);
        const starts: number[] = [];
        let running = 0;
        await Promise.all(
          takes.map((milliseconds) =>
            limit.run(async () => {
              expect(++running).toBe(1);
              starts.push(clock.now());
              await clock.sleep(milliseconds);
              running--;
            }),
          ),
        );
        expect(starts).toHaveLength(50);
        for (let i = 1; i < starts.length; i++)
          expect(starts[i]! - starts[i - 1]!).toBeGreaterThanOrEqual(1000 / perSecond - 1e-6);
      },
    ),
    { numRuns: 30 },
  );
});

test('the failure of one request does not keep the next from its turn', async () => {
  const limit = newRateLimit({ perSecond: 1, jitter: 0 }, fakeClock());
  const first = limit.run(() => Promise.reject(new Error('down')));
  const second = limit.run(() => Promise.resolve('done'));
  await expect(first).rejects.toThrow('down');
  await expect(second).resolves.toBe('done');
});

test('whoever waits for a turn stops at once when interrupted', async () => {
  const limit = newRateLimit({ perSecond: 1, jitter: 0 }, fakeClock());
  const stop = new AbortController();
  stop.abort(new Error('interrupted'));
  await expect(limit.run(() => Promise.resolve(), stop.signal)).rejects.toThrow('interrupted');
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { engine } from '../../src/decision/engine.ts';
import { queuedJobs } from '../../src/queue/queued-jobs.ts';

let exchange: string;
beforeEach(() => {
  exchange = mkdtempSync(join(tmpdir(), 'trrm-exchange-'));
});
afterEach(() => rmSync(exchange, { recursive: true, force: true }));

// Nothing listens on the first port; without a stop, the queue would be waited for five minutes.
test('a run that waits for a queue that does not answer stops at once, with nothing submitted', async () => {
  const down = jest.fn();
  const jobs = queuedJobs(
    { kind: 'sweep', engine: engine(), extension: 'parquet', retry: false },
    { connection: { host: '127.0.0.1', port: 1 }, exchange, onDown: down },
  );
  const submitted = jobs.submit([{ id: 'a'.repeat(32), work: 1 }]);
  while (down.mock.calls.length === 0) await wait(20);
  await jobs.stop();
  await submitted;
  const outcomes = [];
  for await (const outcome of jobs.outcomes()) outcomes.push(outcome);
  expect(outcomes).toEqual([]);
  expect(down).toHaveBeenCalledTimes(1);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepStatus } from '../../../src/queue/status/keep-status.ts';
import { isSilent, NO_QUEUE, paceAt, type RunStatus } from '../../../src/queue/status/run-status.ts';
import { statusFolder } from '../../../src/queue/status/status-folder.ts';

describe('the pace of a run', () => {
  const work = { all: 1000, done: 600, doneNow: 100, startedAt: 10_000 };

  test('counts what this run did, not what an earlier one left, and tells the time left while it runs', () => {
    expect(paceAt(work, 'running', 30_000)).toEqual({ rate: 5, secondsLeft: 80, updated: 30_000 });
    expect(paceAt(work, 'stopped', 30_000).secondsLeft).toBeNull();
  });

  test('is unknown before anything is done', () => {
    expect(paceAt({ ...work, doneNow: 0 }, 'running', 30_000)).toMatchObject({
      rate: null,
      secondsLeft: null,
    });
  });
});

const status = (state: RunStatus['state'], updated: number) =>
  ({
    schema: 'test/1',
    state,
    updated,
    simulated: true,
    rate: null,
    secondsLeft: null,
    ...NO_QUEUE,
  }) as const;

test('a run that calls itself running and was silent for a minute was killed', () => {
  expect(isSilent(status('running', 0), 61_000)).toBe(true);
  expect(isSilent(status('running', 0), 59_000)).toBe(false);
  expect(isSilent(status('done', 0), 61_000)).toBe(false);
});

test('a status is written at once, at a tick five seconds later, and at the end; a request to stop is passed on once', () => {
  let now = 0;
  let asked = false;
  let stops = 0;
  const states: string[] = [];
  const keeper = keepStatus({
    now: () => now,
    publish: (state) => void states.push(`${state} ${now}`),
    isStopAsked: () => asked,
    stop: () => void stops++,
  });
  asked = true;
  for (now of [4000, 5000, 6000, 10_000]) keeper.tick();
  keeper.end('stopped');
  expect(states).toEqual(['running 0', 'running 5000', 'running 10000', 'stopped 10000']);
  expect(stops).toBe(1);
});

test('the folder of a run has the status of its own kind, its failures, and the request to stop', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-status-'));
  try {
    const run = statusFolder<ReturnType<typeof status>, string>(folder, 'test/1');
    const other = statusFolder<RunStatus & { schema: 'other/1' }, string>(folder, 'other/1');
    expect([run.read(), run.failures(), run.isStopAsked()]).toEqual([null, [], false]);
    run.write(status('running', 1));
    run.writeFailures(['a']);
    run.askToStop();
    expect([run.read(), run.failures(), run.isStopAsked()]).toEqual([status('running', 1), ['a'], true]);
    expect(other.read()).toBeNull();
    run.writeFailures([]);
    run.clearStop();
    expect([run.failures(), run.isStopAsked()]).toEqual([[], false]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

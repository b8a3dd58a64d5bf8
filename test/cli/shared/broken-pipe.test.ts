import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';

/** A program that prints much, in a process of its own: only there does a pipe break. */
const PROGRAM = `require('./broken-pipe.js').handleBrokenOutput(process.stdout, process.stderr);
  (async () => {
    for (let i = 0; i < 50; i++) {
      process.stdout.write('x'.repeat(100000));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    process.exitCode = 0;
  })();`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trrm-output-'));
  const source = readFileSync(join(__dirname, '../../../src/cli/shared/broken-pipe.ts'), 'utf8');
  const { code } = transformSync(source, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  writeFileSync(join(folder, 'broken-pipe.js'), code);
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
  writeFileSync(join(folder, 'program.js'), PROGRAM);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function complaintsOf(stdout: 'pipe' | number): Promise<readonly [code: number, complaints: string]> {
  const child = spawn(process.execPath, [join(folder, 'program.js')], { stdio: ['ignore', stdout, 'pipe'] });
  let complaints = '';
  child.stderr!.on('data', (text: Buffer) => void (complaints += text.toString()));
  child.stdout?.once('data', () => child.stdout!.destroy());
  const [code] = (await once(child, 'close')) as [number];
  return [code, complaints];
}

it('a reader who stops reading, like head, is not an error', async () => {
  expect(await complaintsOf('pipe')).toEqual([0, '']);
});

(process.platform === 'linux' ? describe : describe.skip)('where there is a /dev/full', () => {
  it('a full disk is one line and exit code 1', async () => {
    const full = openSync('/dev/full', 'w');
    expect(await complaintsOf(full)).toEqual([
      1,
      expect.stringMatching(/^trrm: the result could not be written: ENOSPC.*\.\n$/),
    ]);
  });
});

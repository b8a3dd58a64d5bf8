import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { printPdf as PrintPdf } from '../../../src/report/pdf/print-pdf.ts';
import { UserError } from '../../../src/market/problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'trrm-browser-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that stands in for the browser. */
function program(name: string, ...lines: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(file, 0o755);
  return file;
}

const printWith = (executable: string, timeout: number, print: typeof PrintPdf) =>
  print({ render: () => '<p>A page</p>', asOf: '2025-03-31', executable, isRoot: true, timeout });

async function refusal(of: Promise<unknown>): Promise<string> {
  try {
    await of;
  } catch (error) {
    if (error instanceof UserError || (error as Error).name === 'UserError') return (error as Error).message;
    throw error;
  }
  throw new Error('was printed');
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('printing', () => {
  test('ends by a browser that hangs, which is killed by its own process id', async () => {
    const { printPdf } = await import('../../../src/report/pdf/print-pdf.ts');
    const pid = join(folder, 'pid');
    const hung = program('hung', `echo $$ > "${pid}"`, 'exec sleep 600');
    expect(await refusal(printWith(hung, 1500, printPdf))).toMatch(
      /chromium could not print.*Open the HTML/s,
    );
    const launched = Number(readFileSync(pid, 'utf8'));
    for (let waits = 0; isRunning(launched) && waits < 50; waits++)
      await new Promise((r) => setTimeout(r, 100));
    expect(isRunning(launched)).toBe(false);
  }, 20_000);

  test('says so where the browser does not start', async () => {
    const { printPdf } = await import('../../../src/report/pdf/print-pdf.ts');
    const broken = program('broken', 'exit 3');
    expect(await refusal(printWith(broken, 5000, printPdf))).toMatch(/chromium could not print/);
  }, 20_000);

  test('asks for playwright-core where it is not installed', async () => {
    jest.resetModules();
    jest.doMock('playwright-core', () => {
      throw new Error("Cannot find module 'playwright-core'");
    });
    const { printPdf } = await import('../../../src/report/pdf/print-pdf.ts');
    const message = await refusal(printWith('/bin/true', 1000, printPdf));
    jest.dontMock('playwright-core');
    expect(message).toMatch(/playwright-core is not installed.*npm install playwright-core/s);
  });
});

import { execFileSync } from 'node:child_process';

/**
 * The time of the same work in numpy on this machine, the best of five, as a peer beside a figure.
 *
 * @param program Python that defines `run()`; numpy is `np`.
 */
export function numpy(program: string): string {
  const timed = `
import numpy as np, time
${program}
run()
def once():
    a = time.perf_counter(); run(); return time.perf_counter() - a
print(f"{1000*min(once() for _ in range(5)):.1f} ms")
`;
  try {
    return `numpy ${execFileSync('python3', ['-c', timed], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()}`;
  } catch {
    return 'numpy is not on this machine';
  }
}

import { failureText } from '../../../src/cli/shared/failure-text.ts';
import { type Problem, UserError, userError } from '../../../src/market/problem.ts';

describe('the message of a failed request', () => {
  test('is the problem and its remedy on one line, without what could steer a terminal', () => {
    expect(failureText(userError('x', 'a\nb\u001b[2J.csv', 'is not a table.', 'Check the path.'))).toBe(
      'trrm: a·b·[2J.csv: is not a table. Check the path.\n',
    );
  });

  test('lists twenty problems and counts the others', () => {
    const problems = Array.from({ length: 30_000 }, (_, i): Problem => ({
      severity: 'error',
      code: 'x',
      about: `held.csv:${i + 2}`,
      message: 'is wrong.',
      remedy: 'Correct it.',
    }));
    const lines = failureText(new UserError(problems)).trimEnd().split('\n');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('and 29,980 more. Correct these first.');
  });

  test('names what the operating system refused, without a stack trace', () => {
    const error = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
      path: '/out/report.html',
    });
    expect(failureText(error)).toBe(
      'trrm: /out/report.html: The disk is full. Free some space, or use another disk, and run the command again.\n',
    );
  });

  test('says that an internal error is the program’s, and how to report it', () => {
    expect(failureText(new TypeError('x is not a function'))).toMatch(
      /^trrm: internal error\. This is a fault of the program, not of your files\.\nPlease report it with .*trrm --version.*\nTypeError: x is not a function\n/,
    );
  });
});

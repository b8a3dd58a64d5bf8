import { systemProblem } from '../../../src/market/files/system-error.ts';

const errno = (code: string, more: object = {}): Error =>
  Object.assign(new Error(`${code}: as Node words it`), { code, syscall: 'write', ...more });

describe('an error of the operating system', () => {
  test.each([
    ['ENOSPC', 'The disk is full.'],
    ['EDQUOT', 'The disk is full.'],
    ['EACCES', 'Permission is denied.'],
    ['EPERM', 'Permission is denied.'],
    ['EROFS', 'The file system is read-only.'],
    ['EIO', 'The disk reported an input/output error.'],
    ['EMFILE', 'Too many files are open.'],
    ['ENAMETOOLONG', 'The name is too long.'],
    ['ELOOP', 'Its symbolic links lead back to themselves.'],
    ['EISDIR', 'It is a folder, not a file.'],
    ['ENOTDIR', 'A part of its path is a file, not a folder.'],
  ])('%s is reported in words, with a remedy and the path', (code, message) => {
    const problem = systemProblem(errno(code, { path: '/x/market.duckdb' }))!;
    expect(problem).toMatchObject({ severity: 'error', about: '/x/market.duckdb', message });
    expect(problem.remedy).toMatch(/\.$/);
  });

  // As DuckDB 1.5 words them; the last is what it says when the disk has no room for what it spills.
  test.each([
    ['IO Error: Could not write file "/x/market.duckdb.wal": No space left on device', 'The disk is full.'],
    ['IO Error: Cannot open file "/x/market.duckdb": Permission denied', 'Permission is denied.'],
    [
      'IO Error: Could not read from file "/x/market.duckdb": Input/output error',
      'The disk reported an input/output error.',
    ],
    ['IO Error: Cannot open file "/x/market.duckdb": Too many open files', 'Too many files are open.'],
    [
      "Out of Memory Error: failed to offload data block of size 256.0 KiB (1.9 MiB/2.0 MiB used).\nThis limit was set by the 'max_temp_directory_size' setting.",
      'The disk is full.',
    ],
  ])('is recognised in a message of DuckDB: %s', (text, message) => {
    expect(systemProblem(new Error(text))?.message).toBe(message);
  });

  test('without words of its own is reported with its code and call', () => {
    expect(systemProblem(errno('EPROTO', { path: '/x' }))).toMatchObject({
      about: '/x',
      message: 'The operating system refused it (EPROTO, write).',
    });
  });

  test.each([new TypeError('x is not a function'), new Error('plain'), null, 'text', { code: 'ENOSPC' }])(
    'is not seen in %p',
    (error) => {
      expect(systemProblem(error)).toBeNull();
    },
  );
});

import type { Problem } from '../problem.ts';

interface Cause {
  readonly message: string;
  readonly remedy: string;
  /** How the C library words it: DuckDB's errors have this text and no code. */
  readonly wording?: RegExp;
}

/** What the operating system refuses a user for, by the code of its error. */
const CAUSES: ReadonlyMap<string, Cause> = new Map<string, Cause>([
  [
    'ENOSPC',
    {
      message: 'The disk is full.',
      remedy: 'Free some space, or use another disk, and run the command again.',
      // DuckDB limits the files that it spills to the free space of the disk.
      wording: /No space left on device|max_temp_directory_size|Disk quota exceeded/i,
    },
  ],
  [
    'EACCES',
    {
      message: 'Permission is denied.',
      remedy: 'Change its permissions, or name another place.',
      wording: /Permission denied|Operation not permitted/i,
    },
  ],
  [
    'EROFS',
    {
      message: 'The file system is read-only.',
      remedy: 'Name a place that can be written to.',
      wording: /Read-only file system/i,
    },
  ],
  [
    'EIO',
    {
      message: 'The disk reported an input/output error.',
      remedy: 'Check the disk and its connection, then run the command again.',
      wording: /Input\/output error/i,
    },
  ],
  [
    'EMFILE',
    {
      message: 'Too many files are open.',
      remedy: 'Raise the limit (ulimit -n), or close other programs.',
      wording: /Too many open files/i,
    },
  ],
  [
    'ENAMETOOLONG',
    { message: 'The name is too long.', remedy: 'Use a shorter path.', wording: /File name too long/i },
  ],
  [
    'ELOOP',
    {
      message: 'Its symbolic links lead back to themselves.',
      remedy: 'Correct the links.',
      wording: /Too many (levels of )?symbolic links/i,
    },
  ],
  [
    'EISDIR',
    {
      message: 'It is a folder, not a file.',
      remedy: 'Name a file.',
      wording: /Is a directory/i,
    },
  ],
  [
    'ENOTDIR',
    {
      message: 'A part of its path is a file, not a folder.',
      remedy: 'Correct the path.',
      wording: /Not a directory/i,
    },
  ],
  ['ENOENT', { message: 'It does not exist.', remedy: 'Correct the path.' }],
  ['EEXIST', { message: 'There is a file of that name already.', remedy: 'Name another place.' }],
  ['ENOTEMPTY', { message: 'The folder is not empty.', remedy: 'Name another place.' }],
  ['EBUSY', { message: 'It is in use.', remedy: 'Close the program that uses it, and try again.' }],
  ['EFBIG', { message: 'It is too large for the file system.', remedy: 'Name a place on another disk.' }],
  ['EXDEV', { message: 'It is on another disk.', remedy: 'Name a place on the same disk.' }],
  [
    'ENXIO',
    { message: 'It is not a file that can be read or written.', remedy: 'Name an ordinary file or folder.' },
  ],
  [
    'ENOMEM',
    {
      message: 'The memory of this machine is used up.',
      remedy: 'Close other programs, and run the command again.',
      wording: /Cannot allocate memory/i,
    },
  ],
]);

/** Codes that mean the same as another. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['EPERM', 'EACCES'],
  ['EDQUOT', 'ENOSPC'],
  ['ENFILE', 'EMFILE'],
  ['ETXTBSY', 'EBUSY'],
  ['ENODEV', 'ENXIO'],
  ['ESTALE', 'EIO'],
]);

/**
 * An error of the operating system as a problem that the user can solve, from Node's error codes or the wording of
 * DuckDB's messages; null for any other error.
 *
 * @param about what was being read or written; the path in the error where it is not given.
 */
export function systemProblem(error: unknown, about?: string): Problem | null {
  if (!isError(error)) return null;
  const { code = '', path, dest, syscall, message } = error as NodeJS.ErrnoException & { dest?: string };
  // Codes of Node's own errors, such as ERR_INVALID_ARG_TYPE, come from no system call and are faults of the program.
  const known = syscall === undefined && code !== '' ? undefined : CAUSES.get(SAME.get(code) ?? code);
  const cause = known ?? [...CAUSES.values()].find(({ wording }) => wording?.test(message));
  const place = about ?? dest ?? path ?? pathIn(message) ?? 'the file system';
  if (cause) return { severity: 'error', code: 'system', about: place, ...withoutWording(cause) };
  return syscall === undefined
    ? null
    : {
        severity: 'error',
        code: 'system',
        about: place,
        message: `The operating system refused it (${code || message}, ${syscall}).`,
        remedy: 'Check the path and the disk, and run the command again.',
      };
}

const withoutWording = ({ message, remedy }: Cause): Pick<Cause, 'message' | 'remedy'> => ({
  message,
  remedy,
});

/** Not `instanceof`: an error may come from another realm. */
const isError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';

/** The path that DuckDB names in quotation marks. */
const pathIn = (message: string): string | undefined => /file "([^"]+)"/.exec(message)?.[1];

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOSTILE } from '../mutate.ts';
import { fault, type Outcome } from '../outcome.ts';
import { trrm, trrmMany } from '../program.ts';
import { publishedIn, stateOf } from '../state.ts';
import { bad, below, type Finding, good, type Kind, pick } from '../trial.ts';
import { marketIn } from '../workplace.ts';

/** Commands of one process. */
const COMMANDS = 10;

const isRoot = process.getuid?.() === 0;

function withoutMount(): string | null {
  if (process.platform !== 'linux') return 'small disks are made on Linux only';
  return isRoot ? null : 'a small disk can be mounted by root only';
}

/** A disk of a few megabytes: what does not fit is refused, and what was there stays whole. */
export const smallDisks: Kind = {
  name: 'disks that fill up',
  impossible: withoutMount,
  attempt: async (work, random) => {
    const disk = work.scratch();
    const kilobytes = 9_000 + below(random, 14_000);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk], { stdio: 'pipe' });
    } catch {
      return [good('not mounted')];
    }
    try {
      const market = marketIn(join(disk, 'm'));
      mkdirSync(market.folder);
      cpSync(work.indices.store, market.store);
      const before = await stateOf(market);
      const command = pick(random, [
        ['import', work.stocks.files, '--store', market.store],
        ['run', ...market.where, '--out', join(disk, 'out'), '--portfolio', work.portfolio],
        ['demo', '--stocks', '0', '--out', join(disk, 'demo')],
      ]);
      const ran = await trrm([...command, '--quiet']);
      const wrong = fault(ran);
      if (wrong !== null) return [bad('crash', `${kilobytes} KB: ${wrong}`)];
      if (ran.code !== 0 && !/disk is full|cannot be locked|Cannot write/.test(ran.err))
        return [bad('wrong cause', `${kilobytes} KB: ${ran.command}\n    ${ran.err}`)];
      // What the program wrote elsewhere is removed first: reading a store takes a lock, which is a file.
      for (const name of ['demo', 'out']) rmSync(join(disk, name), { recursive: true, force: true });
      const after = await stateOf(market);
      if ('broken' in after)
        return [bad('lost', `${kilobytes} KB: ${ran.command}\n    ${ran.err}\n    ${after.broken}`)];
      if (ran.code !== 0 && 'state' in before && command[0] === 'import' && before.state !== after.state)
        return [bad('partly imported', `${kilobytes} KB: ${ran.err}`)];
      return [good(ran.code === 0 ? 'enough room' : 'refused')];
    } finally {
      execFileSync('umount', ['-l', disk], { stdio: 'pipe' });
    }
  },
};

/** Paths that no one can write to or read: each is refused in words. */
export const oddPlaces: Kind = {
  name: 'places that refuse',
  attempt: async (work, random) => {
    const folder = work.scratch();
    writeFileSync(join(folder, 'file'), 'text');
    mkdirSync(join(folder, 'sub'));
    symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
    const { where } = work.copyOf(work.indices);
    const places = [
      join(folder, 'file'),
      join(folder, 'file', 'below'),
      join(folder, 'loop'),
      join(folder, 'loop', 'below'),
      join(folder, 'x'.repeat(300)),
      join(folder, ...Array.from({ length: 40 }, () => 'y'.repeat(200))),
      '/proc/trrm-soak/below',
      '/dev/null',
      '/dev/full',
      join(folder, 'sub'),
      join(folder, 'none'),
    ];
    const commands = Array.from({ length: COMMANDS }, () => {
      const place = pick(random, places);
      return pick(random, [
        ['status', '--store', place],
        ['run', ...where, '--out', place, '--quiet'],
        ['run', ...where, '--portfolio', place, '--out', join(folder, 'out')],
        ['import', place, '--store', join(folder, 's.duckdb'), '--json', '--quiet'],
        ['import', join(folder, 'file'), '--store', place],
        ['demo', '--stocks', '0', '--quiet', '--out', place],
        ['rulebook', 'validate', place],
        ['optimise', place, '--method', 'frontier'],
        ['verify', place, '--store', work.indices.store],
      ]);
    });
    return (await trrmMany(commands, join(folder, 'commands.json'))).map(orderly);
  },
};

function orderly(ran: Outcome): Finding {
  const wrong = fault(ran);
  return wrong === null ? good(ran.code === 0 ? 'done' : 'refused') : bad('crash', wrong);
}

/** The same month in another time zone, language and folder is the same to the byte. */
export const environments: Kind = {
  name: 'other environments',
  attempt: async (work, random) => {
    const market = work.copyOf(work.indices);
    const ran = await trrm(['run', ...market.where, '--out', market.folder, '--json', '--quiet'], {
      cwd: work.scratch(),
      env: {
        TZ: pick(random, ['UTC', 'Asia/Kolkata', 'America/New_York', 'Pacific/Kiritimati']),
        LC_ALL: pick(random, ['C', 'de_DE.UTF-8', 'hi_IN.UTF-8', 'tr_TR.UTF-8']),
        HOME: '/nonexistent',
        UV_THREADPOOL_SIZE: String(1 + below(random, 8)),
      },
    });
    const wrong = fault(ran);
    if (wrong !== null) return [bad('crash', wrong)];
    const expected = (unvaried ??= publishedIn(work.indices.folder));
    return [publishedIn(market.folder) === expected ? good('same bytes') : bad('other bytes', ran.command)];
  },
};
let unvaried: string | undefined;

const STEERING = new RegExp(String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]`);

/** Names that steer terminals, as file names and in files: nothing printed for people holds them. */
export const terminals: Kind = {
  name: 'names that steer terminals',
  attempt: async (work, random) => {
    const folder = work.scratch();
    const { where } = work.copyOf(work.indices);
    const commands = Array.from({ length: COMMANDS }, (_, i) => {
      const name = pick(
        random,
        HOSTILE.filter((text) => !/[/\0]/.test(text) && text.length > 0 && text.length < 100),
      );
      mkdirSync(join(folder, `${i}`));
      const file = join(folder, `${i}`, `${name}.csv`);
      const row = `"${name}",31 Mar 2020,1,2,1,${pick(random, HOSTILE)}`;
      writeFileSync(file, `Index Name,Date,Open,High,Low,Close\n${row}\n`);
      return pick(random, [
        ['import', file, '--store', join(folder, 's.duckdb')],
        ['rulebook', 'validate', file],
        ['optimise', file, '--method', 'frontier'],
        ['whatif', ...where, '--portfolio', file],
        ['status', '--store', file],
      ]);
    });
    return (await trrmMany(commands, join(folder, 'commands.json'))).map((ran) => {
      const wrong = orderly(ran);
      if (wrong.bad !== null) return wrong;
      const printed = ran.out + ran.err;
      return STEERING.test(printed) ? bad('printed', JSON.stringify(printed).slice(0, 400)) : good('cleaned');
    });
  },
};

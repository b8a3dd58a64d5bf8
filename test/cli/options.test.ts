import type { Command, Option } from 'commander';
import { trrmProgram } from '../../src/cli/main.ts';
import type { Io } from '../../src/cli/shared/io.ts';

const silent = { out: () => {}, err: () => {}, interactive: false } as unknown as Io;

interface Offered {
  readonly command: Command;
  readonly option: Option;
}

/** Every option of every command that help shows. */
function optionsOf(command: Command): Offered[] {
  return [
    ...command.options.filter((o) => !o.hidden).map((option) => ({ command, option })),
    ...command.commands.flatMap(optionsOf),
  ];
}

const nameOf = (command: Command): string =>
  command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();

const all = optionsOf(trrmProgram(silent, () => {}));
const withDefault = all.filter(({ option }) => option.defaultValue !== undefined && !option.isBoolean());

/** The default as the help of the command prints it. */
function printedDefault({ command, option }: Offered): string {
  const help = command.createHelp();
  const [, printed] = /\(.*default: (.*?)(?:, env: .*)?\)$/.exec(help.optionDescription(option)) ?? [];
  if (printed === undefined) throw new Error(`${option.flags} prints no default`);
  // Help quotes texts.
  return printed.startsWith('"') ? (JSON.parse(printed) as string) : printed;
}

describe('the default that help prints', () => {
  test('is there to be read: several commands have options with one', () => {
    expect(withDefault.length).toBeGreaterThan(20);
  });

  test.each(withDefault.map((o) => [`${nameOf(o.command)} ${o.option.long}`, o] as const))(
    'of %s is what a user would type for it',
    (_, offered) => {
      const { option } = offered;
      const typed = printedDefault(offered);
      const read = option.parseArg ? (option.parseArg(typed, undefined as never) as unknown) : typed;
      expect(read).toEqual(option.defaultValue);
    },
  );

  test('of evidence is a date and a percentage', () => {
    const evidence = all.filter(({ command }) => command.name() === 'evidence');
    const of = (long: string) => printedDefault(evidence.find(({ option }) => option.long === long)!);
    expect([of('--from'), of('--cost')]).toEqual(['2000-01-01', '0.2']);
  });
});

test('every option that takes a value says what it takes, and in which unit where it is a share', () => {
  for (const { command, option } of all) {
    if (!option.required && !option.optional) continue;
    expect([nameOf(command), option.flags, option.description.length > 5]).toEqual([
      nameOf(command),
      option.flags,
      true,
    ]);
    if (/<percent>/.test(option.flags)) expect(option.description).toContain('percent');
    if (/<(w|w1|r|v|c)>/.test(option.flags)) expect(option.description).toContain('fraction');
  }
});

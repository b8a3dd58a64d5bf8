import { type Argument, Command, type Option } from 'commander';
import { trrmProgram } from '../main.ts';
import { withCommon } from '../shared/options.ts';
import { cell, code, page, sentence, table } from './markdown.ts';

/** The reference of the command line, from the definitions that parse it. */
export function commandsPage(): string {
  const program = trrmProgram(
    {
      out: () => {},
      err: () => {},
      interactive: false,
      today: () => {
        throw new Error('no command runs here');
      },
    },
    () => {},
  );
  const common = withCommon(new Command()).options.map((o) => o.flags);
  return page(
    '# Commands',
    'From a checkout, run `npm run --silent trrm -- COMMAND …`; installed, `trrm COMMAND …`. Dates are ISO (`2020-03-31`). Exit codes: 0 done, 1 the request failed, 2 wrong usage.',
    'Options of most commands, not repeated below:',
    optionsTable(withCommon(new Command()).options),
    table(
      ['command', 'does'],
      runnable(program).map((c) => [
        `[${code(nameOf(c))}](#${nameOf(c).replaceAll(' ', '-')})`,
        cell(sentence(c.description())),
      ]),
    ),
    ...runnable(program).flatMap((command) => section(command, common)),
  );
}

/** The commands that can be run: those without commands of their own, and those that have options beside them. */
const runnable = (program: Command): Command[] =>
  program.commands.flatMap((c) => [
    ...(c.commands.length === 0 || c.options.length > 0 ? [c] : []),
    ...runnable(c),
  ]);

const nameOf = (command: Command): string =>
  command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;

function section(command: Command, common: readonly string[]): string[] {
  const hasCommon = common.every((flags) => command.options.some((o) => o.flags === flags));
  const own = command.options.filter((o) => !o.hidden && !(hasCommon && common.includes(o.flags)));
  const args = command.registeredArguments;
  return [
    `## ${nameOf(command)}`,
    `${sentence(command.description())}${hasCommon ? '' : ' It takes only the options below.'}`,
    ['```', `${nameOf(command)} ${command.usage()}`, '```'].join('\n'),
    ...(args.some((a) => a.description !== '')
      ? [table(['argument', 'meaning'], args.map(argumentRow))]
      : []),
    ...(own.length > 0 ? [optionsTable(own)] : []),
  ];
}

const argumentRow = (argument: Argument): string[] => [code(argument.name()), cell(argument.description)];

const optionsTable = (options: readonly Option[]): string =>
  table(
    ['option', 'meaning', 'default'],
    options.map((option) => [code(option.flags), cell(meaningOf(option)), defaultOf(option)]),
  );

const meaningOf = ({ description, argChoices }: Option): string =>
  argChoices ? `${description} (${argChoices.join(', ')})` : description;

function defaultOf({ defaultValue, defaultValueDescription, mandatory }: Option): string {
  if (defaultValueDescription !== undefined) return code(defaultValueDescription);
  if (mandatory) return 'required';
  const value: unknown = defaultValue;
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return '';
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}

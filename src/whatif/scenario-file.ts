import { z } from 'zod';
import { readText, SCENARIOS } from '../market/files/read-text.ts';
import { publishFile } from '../decision/publish/publish-file.ts';
import { userError } from '../market/problem.ts';
import { LONGEST_NAME, MOST_SETTINGS, type ReadScenario, readScenarios } from './read-scenario.ts';
import { EMPTY_QUERY, SCENARIO_IDS, type ScenarioText } from './scenario-query.ts';

/** Schema of `scenarios.json`, written by the what-if page and read by the committee's pack. */
const SCENARIOS_SCHEMA = 'trrm-scenarios/1';

/** The usual name of the file, beside the store. */
export const SCENARIOS_FILE = 'scenarios.json';

const LONGEST_SETTING = 200;

const scenarioFile = z.strictObject({
  schema: z.literal(SCENARIOS_SCHEMA),
  scenarios: z
    .array(
      z.strictObject({
        name: z
          .string()
          .refine((name) => Array.from(name).length <= LONGEST_NAME, `longer than ${LONGEST_NAME} characters`)
          .describe('Name; may be empty'),
        settings: z
          .array(z.string().max(LONGEST_SETTING))
          .max(MOST_SETTINGS)
          .describe(
            'Settings as on the command line: us-vix=45, nifty=-20%, gsec=+50bp, regimes.enterBullish=0.25; also regime=bearish and replay=2008-10',
          ),
      }),
    )
    .max(SCENARIO_IDS.length)
    .describe('Scenarios in the order of their columns'),
});

/** A scenario as it is saved: what it assumes, not what came out, so that it can be computed for any month. */
export type SavedScenario = z.infer<typeof scenarioFile>['scenarios'][number];

/**
 * The text of `scenarios.json`.
 *
 * @param scenarios as the address of the page has them, at most six.
 */
function printScenarioFile(scenarios: readonly ScenarioText[]): string {
  const saved = scenarios.map(({ name, settings }): SavedScenario => ({ name, settings: [...settings] }));
  return `${JSON.stringify({ schema: SCENARIOS_SCHEMA, scenarios: saved }, null, 2)}\n`;
}

/**
 * Reads the text of `scenarios.json`: every scenario, by the letter of its column.
 *
 * @param file its name, for messages.
 * @throws UserError that names the place of the first fault; unlike an address, a file is read whole or not at all.
 */
export function parseScenarioFile(text: string, file: string): ScenarioText[] {
  const refuse = (why: string) =>
    userError(
      'scenarios',
      file,
      `cannot be read as saved scenarios: ${why}`,
      'Save it again on the what-if page.',
    );
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw refuse(`${(error as Error).message}.`);
  }
  const parsed = scenarioFile.safeParse(found);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw refuse(`${path.length > 0 ? `${path.join('.')}: ` : ''}${message}.`);
  }
  return parsed.data.scenarios.map((saved, i) => ({ id: SCENARIO_IDS[i]!, ...saved }));
}

/**
 * Saves scenarios whole: a reader finds the old file or the new one.
 *
 * @throws UserError for scenarios that could not be read again, or a file that cannot be written.
 */
export async function saveScenarios(file: string, scenarios: readonly ScenarioText[]): Promise<void> {
  const text = printScenarioFile(scenarios);
  scenariosOf(text, file);
  await publishFile(file, text);
}

/** The scenarios of a file as the address of the page has them. @throws UserError as `readSavedScenarios` does. */
export function readScenarioTexts(file: string): readonly ScenarioText[] {
  const text = readText(file, SCENARIOS);
  scenariosOf(text, file);
  return parseScenarioFile(text, file);
}

/**
 * Reads saved scenarios from a file, ready for `scenarioResult`.
 *
 * @throws UserError where the file cannot be read, or a setting in it means nothing.
 * @example
 * for (const scenario of readSavedScenarios('scenarios.json')) console.log(scenario.name, scenario.shocks);
 */
export const readSavedScenarios = (file: string): readonly ReadScenario[] =>
  scenariosOf(readText(file, SCENARIOS), file);

function scenariosOf(text: string, file: string): readonly ReadScenario[] {
  const texts = parseScenarioFile(text, file);
  const { scenarios, problems } = readScenarios({ ...EMPTY_QUERY, scenarios: texts });
  const [fault] = problems;
  if (!fault) return scenarios;
  const at = texts.findIndex(({ id }) => id === fault.scenario);
  throw userError(
    'scenarios',
    file,
    `scenarios.${at}${fault.key === null ? '' : `, ${fault.key}`}: ${fault.message}`,
    'Correct the setting, or save the scenarios again on the what-if page.',
  );
}

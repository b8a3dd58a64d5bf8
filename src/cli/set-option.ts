import { InvalidArgumentError } from 'commander';
import { UserError } from '../market/problem.ts';
import { parseSettings } from '../whatif/settings.ts';

/** Collects what-if settings; one that cannot be read is wrong usage. */
export function settingOption(text: string, before: readonly string[] = []): string[] {
  const settings = [...before, text];
  try {
    parseSettings(settings);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [problem] = error.problems;
    throw new InvalidArgumentError(`${problem!.message} ${problem!.remedy}`);
  }
  return settings;
}

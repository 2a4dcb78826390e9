import type { CommanderError } from 'commander';
import { CxError } from '../core/errors.js';
import { listed, visible } from './render/text.js';

/** Options that other programs have; a value given to them would stand in the process list. */
const SECRETS_AS_ARGUMENTS = /^--?(?:p|pw|pass|password|passphrase|secret|key|pin)$/;

/**
 * A mistake of usage in our own words. Of what was typed only the name of an option is repeated:
 * a value, or a word in the wrong place, may be a secret.
 */
export function usageError({ code, message }: CommanderError, command: string): CxError {
  const help = `\`cxf ${command === '' ? '' : `${command} `}--help\` shows how.`;
  return new CxError('usage', { hint: `${sentence(code, message)}\n${help}` });
}

function sentence(code: string, message: string): string {
  const similar = /Did you mean (?:one of )?([a-z, -]+)\?/.exec(message)?.[1];
  const meant = similar === undefined ? '' : ` Did you mean ${listed(similar.trim().split(', '), 'or')}?`;
  // Commander puts the declaration of the option between quotes: text of ours.
  const declared = /option '([^']*)'/.exec(message)?.[1] ?? '';
  switch (code) {
    case 'commander.unknownOption': {
      const name = visible(/option '(--?[A-Za-z0-9-]*)/.exec(message)?.[1] ?? '', 30);
      if (SECRETS_AS_ARGUMENTS.test(name))
        return `There is no option ${name}: a secret is never an argument. Use --password-file or --password-fd.`;
      return `There is no option ${name}.${meant}`;
    }
    case 'commander.unknownCommand':
      return `There is no such command.${meant}`;
    case 'commander.optionMissingArgument':
      return `${declared} needs a value.`;
    case 'commander.missingMandatoryOptionValue':
      return `${declared} is needed.`;
    case 'commander.missingArgument':
      return 'An input is missing.';
    case 'commander.excessArguments':
      return 'There are more arguments than this command takes.';
    default:
      return 'Which command? convert, validate, inspect, compare, passkey or formats.';
  }
}

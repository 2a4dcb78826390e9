import { FILES } from './files.js';
import { SYSTEMS } from './manager.js';
import type { Step } from './step.js';
import { MANAGERS } from './table.js';

/** The name for people of a manager; its id when the table does not know it. */
export function managerLabel(id: string): string {
  return MANAGERS.find((manager) => manager.id === id)?.label ?? id;
}

/** What to do in one step, a sentence each. */
export function stepSentences(step: Step): string[] {
  const [from, to] = [managerLabel(step.from), managerLabel(step.to)];
  switch (step.how) {
    case 'file':
      return fileSentences(step);
    case 'exchange': {
      const systems = (step.systems ?? []).map((system) => SYSTEMS[system]);
      return [`From app to app, on ${systems.join(' or ')}: ${from} hands its vault to ${to}.`];
    }
    case 'provider':
      return [
        `Make ${from} the provider of passkeys in Windows 11 (Settings › Accounts › Passkeys › Advanced options): they stay in it, and work in Edge and in apps.`,
      ];
    case 'none':
      return step.notes.slice(0, 1);
  }
}

function fileSentences({ from, to, exports, imports, command }: Step): string[] {
  const isFile = (id: string): boolean => MANAGERS.find((manager) => manager.id === id)?.isFile === true;
  if (exports === undefined || imports === undefined) return [];
  const take = isFile(from) ? `Take the file: ${FILES[exports]}.` : `Export from ${managerLabel(from)}: ${FILES[exports]}.`;
  const into = isFile(to) ? [] : [`Import ${command === undefined ? 'it' : 'the new file'} in ${managerLabel(to)}.`];
  return [take, ...(command === undefined ? [] : [`Convert it: ${command}`]), ...into];
}

/** What to do in one step, as a phrase among others; whoever reads it has a file of the kind `held` in hand. Empty for the step `none`. */
export function stepPhrase({ how, from, to, exports, imports, command, systems = [] }: Step, held?: string): string {
  switch (how) {
    case 'file': {
      const take = exports === held || exports === undefined ? '' : `export ${exports}, `;
      const convert = command === undefined ? '' : `convert to ${imports}, `;
      return `${take}${convert}import ${command === undefined ? imports : 'it'} in ${managerLabel(to)}`;
    }
    case 'exchange':
      return `hand over from ${managerLabel(from)} to ${managerLabel(to)} on ${systems.map((system) => SYSTEMS[system]).join(' or ')}`;
    case 'provider':
      return `make ${managerLabel(from)} the provider of passkeys in Windows 11`;
    case 'none':
      return '';
  }
}

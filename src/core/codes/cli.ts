import { codeTable } from './entry.js';

/** Codes of the command line alone: how it is called, files, secrets, terminals. */
export const cliCodes = codeTable({
  usage: { says: 'The command is not used like that.', exit: 2 },
  unexpected: {
    says: 'An unexpected error happened.',
    todo: 'This is a mistake of cxf, not of your file. Please report the line above.',
    exit: 1,
  },
  interrupted: { says: 'Interrupted: no file was written.', exit: 130 },

  'file.not-found': { says: 'There is no such file or folder.', todo: 'Check how the name is written.', exit: 7 },
  'file.denied': { says: 'The system does not allow access to the file.', todo: 'Check whose file it is, and its permissions.', exit: 7 },
  'file.is-directory': { says: 'This is a folder, not a file.', todo: 'Name a file in it.', exit: 7 },
  'file.not-directory': { says: 'This is not a folder.', todo: 'Name a folder.', exit: 7 },
  'file.not-plain': { says: 'This is a device or a socket, and is not replaced by a file.', todo: 'Choose another name.', exit: 7 },
  'file.exists': { says: 'The output exists already.', todo: 'Choose another name, or use --force to replace it.', exit: 7 },
  'file.is-input': { says: 'The output is the input itself.', todo: 'Choose another name for the output.', exit: 7 },
  'file.symlink': { says: 'The output is a symbolic link, and nothing is written through one.', todo: 'Name the file itself.', exit: 7 },
  'file.name-refused': {
    says: 'An attachment has an id that is not safe as a file name.',
    todo: 'Write a variant that holds files, as in cxf:zip.',
    exit: 7,
  },
  'file.unstable': { says: 'The input changed while it was read.', todo: 'Wait until the export is complete, then try again.', exit: 7 },
  'file.write-failed': { says: 'The output could not be written.', todo: 'Check that the disk is not full or read-only.', exit: 7 },
  'file.folder-open': { says: 'Everyone may replace files in the folder of the output.', todo: 'Write to a folder of your own.' },

  'output.closed': { says: 'The program that was reading the output has gone.', exit: 7 },
  'output.exposed': {
    says: 'Standard output is a file that every user of this computer can read.',
    todo: 'Use -o FILE: it is created for you alone.',
  },
  'terminal.refused': {
    says: 'The output is a vault, and would stand readable on the terminal.',
    todo: 'Use -o FILE, or -o - if you mean it.',
    exit: 2,
  },
  'loss.refused': { says: 'Something would be lost, so nothing but the report was written (--fail-on-loss).', exit: 4 },
  'input.not-cxf': {
    says: 'This is not a CXF file, so there is no specification to hold it against.',
    todo: 'Convert it first: cxf convert FILE -t cxf -o OUT',
    exit: 3,
  },

  'secret.missing': {
    says: 'A password or key is needed, and there is no terminal to ask on.',
    todo: 'Use --password-file, --password-fd or --key-file.',
    exit: 5,
  },
  'secret.wrong': {
    says: 'The password or key does not open the file.',
    todo: 'Check it, also for capitals and blanks. If it is certainly right, the file is damaged: take another copy.',
    exit: 5,
  },
  'secret.ambiguous': {
    says: 'It is not clear which secret is meant for what.',
    todo: 'Say in=, out= or key= before each, as in --password-file in=FILE.',
    exit: 2,
  },
  'secret.unused': { says: 'A password or key was given that nothing needed.' },
  'secret.exposed': { says: 'Other users of this computer can read the file with the secret.', todo: 'Use chmod 600 on it.' },
});

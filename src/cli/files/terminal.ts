import { constants, openSync } from 'node:fs';
import { ReadStream, WriteStream } from 'node:tty';

/** The terminal of the session itself, wherever standard input and output go. */
export interface SessionTerminal {
  readonly input: ReadStream;
  readonly output: WriteStream;
}

/** Opens it; undefined when the process has none (a service, a pipeline in a container). */
export function openTerminal(): SessionTerminal | undefined {
  const [input, output] = process.platform === 'win32' ? ['\\\\.\\CONIN$', '\\\\.\\CONOUT$'] : ['/dev/tty', '/dev/tty'];
  try {
    return {
      input: new ReadStream(openSync(input, constants.O_RDWR | constants.O_NOCTTY)),
      output: new WriteStream(openSync(output, constants.O_RDWR | constants.O_NOCTTY)),
    };
  } catch {
    return undefined;
  }
}

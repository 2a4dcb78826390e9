import { CxError } from '../../src/core/errors.js';

/** The CxError that a call throws, or a promise is rejected with; undefined when it does neither. Any other error is a failure of the test. */
export async function refusal(work: () => unknown): Promise<CxError | undefined> {
  try {
    await work();
  } catch (error) {
    if (error instanceof CxError) return error;
    throw error;
  }
  return undefined;
}

/** The same for calls that are not asynchronous. */
export function refused(work: () => unknown): CxError | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof CxError) return error;
    throw error;
  }
  return undefined;
}

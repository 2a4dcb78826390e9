import { CxError } from '../../src/core/errors.js';

/** The code of a refusal; another error than ours fails the test. */
export async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof CxError) return error.code;
    throw error;
  }
}

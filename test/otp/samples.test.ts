import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { otpCode } from '../../src/otp/code.js';
import { readOtp, writeOtp } from '../../src/otp/otpauth.js';

const FOLDERS = ['bitwarden', 'otpauth-uri', 'aegis', 'ente-auth'].map(
  (name) => new URL(`../../../shared/samples/${name}/`, import.meta.url),
);
const present = FOLDERS.every((folder) => existsSync(folder));

/** Texts of the samples that make no codes, and why. */
const REFUSED: readonly { readonly text: RegExp; readonly why: string }[] = [
  { text: /^2\.[A-Za-z0-9+/=|]+$/, why: 'encrypted by Bitwarden' },
  { text: /^1019$/, why: 'no base32' },
  { text: /secret=TEST!INVALID/, why: 'no base32, on purpose' },
];

function otpTexts(): string[] {
  const found = new Set<string>();
  for (const folder of FOLDERS) {
    for (const name of readdirSync(folder)) {
      const text = readFileSync(new URL(name, folder), 'utf8');
      for (const [, totp = ''] of text.matchAll(/"totp": ?"([^"\\]*)"/g)) if (totp !== '') found.add(totp);
      for (const [uri] of text.matchAll(/(?:otpauth|steam):\/\/[^\s",\\]+/g)) found.add(uri);
    }
  }
  return [...found].sort();
}

describe.skipIf(!present)(
  present ? 'generators of the samples' : 'generators of the samples (skipped: ../shared/samples is absent)',
  () => {
    const texts = present ? otpTexts() : [];

    it('are found', () => {
      expect(texts.length).toBeGreaterThan(30);
    });

    it.each(texts)('%s', async (text) => {
      const read = readOtp(text);
      const reason = REFUSED.find((entry) => entry.text.test(text));
      expect(read === undefined).toBe(reason !== undefined);
      if (!read) return;
      const again = readOtp(writeOtp(read.otp));
      expect(again).toEqual({ otp: read.otp, exact: true });
      expect(again && (await otpCode(again.otp, 1_700_000_000))).toBe(await otpCode(read.otp, 1_700_000_000));
    });
  },
);

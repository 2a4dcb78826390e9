import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/core/bytes.js';
import { sourceOf } from '../../../src/core/source.js';
import { csvFormats } from '../../../src/formats/csv/index.js';
import { detect } from '../../../src/formats/detect.js';
import { refusal } from '../../core/refusal.js';

const SAMPLES = new URL('../../../../shared/samples/', import.meta.url);
const present = existsSync(SAMPLES);
const OURS = new Set(csvFormats.map(({ id }) => id));

async function answer(bytes: Uint8Array, name?: string): Promise<string> {
  let found = '';
  const error = await refusal(async () => {
    found = (await detect(sourceOf(bytes, name))).format;
  });
  return error?.code ?? found;
}

describe('the headings of the CSV family', () => {
  it.each([
    ['google', 'name,url,username,password,note'],
    ['google', 'name,url,username,password'],
    ['google', '\ufeffpassword;URL;Username;Name'],
    ['microsoft', 'url,username,password'],
    ['apple', 'Title,URL,Username,Password,Notes,OTPAuth'],
    ['apple', 'Title,Url,Username,Password,OTPAuth'],
    ['firefox', '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated"'],
    ['firefox', 'hostname,username,password'],
    // Others, whose headings hold those of Chrome or Apple.
    ['detect.unknown', 'name,url,username,password,note,cardholdername'],
    ['detect.unknown', 'name,url,username,password,notes'],
    ['detect.unknown', 'Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes'],
    ['detect.unknown', 'Title,Username,Email,Password,URL,OTPAuth,Notes'],
    ['detect.unknown', 'url,username,password,httpRealm'],
    ['csv.no-heading', 'A,https://a.example,me,secret'],
  ])('%s: %s', async (expected, heading) => {
    expect(await answer(utf8(`${heading}\n`))).toBe(expected);
  });

  it('Edge is told from Chrome by its file name alone', async () => {
    const bytes = utf8('name,url,username,password,note\n');
    expect(await answer(bytes, 'Microsoft Edge Passwords.csv')).toBe('microsoft');
    expect(await answer(bytes, 'knowledge.csv')).toBe('google');
  });
});

describe.skipIf(!present)(present ? 'all tables among the samples' : 'all tables (skipped: ../shared/samples is absent)', () => {
  const paths = present ? readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.csv')) : [];
  /** Whose headings they have, where that is not the folder. */
  const FOLDERS: Readonly<Record<string, string>> = { chrome: 'google', edge: 'microsoft', 'apple-passwords': 'apple' };
  /** Other managers' tables that have exactly the headings of one of ours, and mean the same by them. */
  const SAME: Readonly<Record<string, string>> = {
    'onepassword/passimport-1password4.csv': 'apple',
    'generic-csv/ddg-login_deduplication_starting_data.csv': 'apple',
    'generic-csv/ddg-login_deduplication_test_data.csv': 'apple',
    'pwsafe/pwsafe-import-text-unit-test5.csv': 'lastpass',
  };

  it.each(paths.sort())('%s', async (path) => {
    const [folder = '', name = ''] = path.split('/');
    const found = await answer(readFileSync(new URL(path, SAMPLES)), name);
    const own = SAME[path] ?? FOLDERS[folder] ?? folder;
    expect([own, OURS.has(found) ? 'another manager' : found]).toContain(found);
  });
});

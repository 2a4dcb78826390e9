import { describe, expect, it } from 'vitest';
import { COUNTRIES } from '../../src/cxf/countries.js';
import { fits, isFullDate } from '../../src/cxf/fits.js';
import type { FieldType } from '../../src/cxf/schema/field.js';

describe('isFullDate', () => {
  it('is true for every day of the calendar, and for no other', () => {
    for (const year of ['1900', '2000', '2023', '2024', '2100']) {
      for (let month = 0; month <= 13; month++) {
        for (let day = 0; day <= 32; day++) {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          const date = new Date(Date.UTC(Number(year), month - 1, day));
          expect(isFullDate(text), text).toBe(date.toISOString().startsWith(text));
        }
      }
    }
  });

  it.each([
    '',
    '2024-2-9',
    '24-02-09',
    '2024-02-29T00:00:00Z',
    ' 2024-02-29',
    '2024-02-29\n',
    '2024/02/29',
    '+2024-02-29',
    '１９９９-01-01',
    '631195260',
  ])('%j is none', (text) => {
    expect(isFullDate(text)).toBe(false);
  });
});

describe('fits', () => {
  const cases: readonly (readonly [FieldType, readonly string[], readonly string[]])[] = [
    ['boolean', ['true', 'false'], ['True', '1', '', 'yes']],
    ['date', ['2024-02-29'], ['2023-02-29', '2024-02', '']],
    ['year-month', ['2030-01', '2030-12'], ['2030-00', '2030-13', '30-01', '2030-1', '2030-01-01', '01/30', '']],
    ['country-code', ['DE', 'US', 'XK'], ['de', 'DEU', 'UK', 'EU', 'ZZ', '']],
    ['subdivision-code', ['US-CA', 'DE-BY', 'GB-ENG', 'FR-75'], ['CA', 'US-', 'US-CALI', 'us-ca', 'ZZ-CA', 'US-ca', '']],
    ['wifi-network-security-type', ['unsecured', 'wpa-personal', 'wpa2-personal', 'wpa3-personal', 'wep'], ['WPA2', 'wpa2', '']],
    ['string', ['', 'anything'], []],
    ['concealed-string', [''], []],
    ['email', ['no address'], []],
    ['number', ['many'], []],
  ];

  it.each(cases)('%s', (type, good, bad) => {
    expect(good.filter((value) => !fits(type, value))).toEqual([]);
    expect(bad.filter((value) => fits(type, value))).toEqual([]);
  });
});

describe('the list of countries', () => {
  it('has the 249 codes of ISO 3166-1, and Kosovo', () => {
    expect(COUNTRIES.size).toBe(250);
    const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    expect([...COUNTRIES].filter((code) => !/^[A-Z]{2}$/.test(code) || names.of(code) === undefined)).toEqual([]);
  });
});

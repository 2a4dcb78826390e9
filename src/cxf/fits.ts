import { COUNTRIES } from './countries.js';
import type { FieldType } from './schema/field.js';
import { WIFI_SECURITY } from './schema/field.js';

/** True when a text is a value of the field type. CXF §3.4.3; see the reference table in `docs/cxf-requirements.md`. */
export function fits(type: FieldType, value: string): boolean {
  switch (type) {
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'date':
      return isFullDate(value);
    case 'year-month':
      return /^[0-9]{4}-(?:0[1-9]|1[0-2])$/.test(value);
    case 'country-code':
      return COUNTRIES.has(value);
    case 'subdivision-code':
      return /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(value) && COUNTRIES.has(value.slice(0, 2));
    case 'wifi-network-security-type':
      return WIFI_SECURITY.some((known) => known === value);
    case 'string':
    case 'concealed-string':
    case 'email':
    case 'number':
      return true;
  }
}

/** RFC 3339 full-date that exists in the calendar. */
export function isFullDate(text: string): boolean {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number);
  return month !== undefined && day !== undefined && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(Number(year), month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** ICAO 9303-4 §4.2.2.1: P, then a letter at the choice of the issuer, or a filler. CXF §3.3.13. */
export function isPassportType(text: string): boolean {
  return /^P[A-Z<]?$/.test(text);
}

import { type Kind, kindsBut } from '../kinds.js';
import { type Manager, source } from '../manager.js';

/** Files that stand for themselves: whoever has one, or wants one, needs no manager at that end. */
function plainFile(id: string, label: string, ways: readonly Manager['exports'][number][]): Manager {
  const evidence = source('a file, and not a manager', '2026-11');
  return { id, label, isFile: true, exports: ways, imports: ways, exchange: { isKnown: true, evidence } };
}

const CODES: readonly Kind[] = ['totp'];
const CXF = source('CXF 1.0 of 2025-08-14, errata of 2026-03-09', '2026-03');

export const cxfFile = plainFile('cxf', 'FIDO CXF file', [
  { files: ['cxf:zip'], keeps: kindsBut(), evidence: CXF },
  { files: ['cxf:json'], keeps: kindsBut('files'), evidence: CXF },
]);

export const otpauthList = plainFile('otpauth', 'list of otpauth addresses', [
  { files: ['otpauth:txt'], keeps: CODES, evidence: source('the key URI format of Google Authenticator, and who reads it', '2026-08') },
]);

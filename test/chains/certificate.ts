import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { DER, writeBits, writeDer, writeOid, writeUnsigned } from '../../src/core/der.js';

export interface Certificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
  /** base64 of SHA-256 of the public key: the name by which Chromium is told to trust it. */
  readonly fingerprint: string;
}

const [SET, UTF8, UTC_TIME] = [0x31, 0x0c, 0x17];
const ECDSA_SHA256 = writeDer(DER.sequence, writeOid('1.2.840.10045.4.3.2'));
const COMMON_NAME = writeOid('2.5.4.3');

function time(year: number): Uint8Array {
  return writeDer(UTC_TIME, Buffer.from(`${String(year % 100).padStart(2, '0')}0101000000Z`));
}

/** A certificate that nobody but the test trusts (X.509 version 1, RFC 5280 §4.1), signed by its own key. */
export function selfSigned(name: string): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const names = writeDer(DER.sequence, writeDer(SET, writeDer(DER.sequence, COMMON_NAME, writeDer(UTF8, Buffer.from(name)))));
  const year = new Date().getUTCFullYear();
  const validity = writeDer(DER.sequence, time(year - 1), time(year + 2));
  const body = writeDer(DER.sequence, writeUnsigned(Uint8Array.of(1)), ECDSA_SHA256, names, validity, names, spki);
  const der = writeDer(DER.sequence, body, ECDSA_SHA256, writeBits(sign('sha256', body, privateKey)));
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`,
    fingerprint: createHash('sha256').update(spki).digest('base64'),
  };
}

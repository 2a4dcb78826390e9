import { describe, expect, it } from 'vitest';
import { CREDENTIALS } from '../../src/cxf/schema/credential.js';
import { NAMES } from '../../src/cxf/schema/names.js';

describe('the names of CXF', () => {
  it('hold every member of the specification', () => {
    // Header, Version, Account, Collection, LinkedItem, Item, CredentialScope, AndroidAppId, EditableField, Fido2Extensions, accessors.
    const words =
      'version exporterRpId exporterDisplayName timestamp accounts major minor id username email fullName collections items extensions creationAt ' +
      'modifiedAt title subtitle subCollections item account favorite scope credentials tags urls androidApps bundleId certificate name fingerprint ' +
      'hashAlg fieldType value label type hmacCredentials algorithm credWithUV credWithoutUV credBlob largeBlob uncompressedSize data payments ' +
      'accessors accountId permissions';
    expect(words.split(' ').filter((name) => !NAMES.has(name))).toEqual([]);
    expect(Object.values(CREDENTIALS).flatMap(({ members }) => Object.keys(members).filter((name) => !NAMES.has(name)))).toEqual([]);
  });

  it('hold those of drafts, and nothing that an owner would type', () => {
    const drafts =
      'userName exporter exporterRelyingPartyIdentifier credentialID relyingPartyIdentifier created lastModified integrationHash expirationDate hashAlgorithm hmacSecret';
    expect(drafts.split(' ').filter((name) => !NAMES.has(name))).toEqual([]);
    expect([...NAMES].filter((name) => !/^[a-z]+(?:[A-Z0-9][A-Za-z0-9]*)*$/.test(name))).toEqual([]);
  });
});

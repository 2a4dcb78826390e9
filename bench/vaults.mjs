/** Generated vaults: the same bytes in every run. Nobody's data. */

const CHARACTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 äé"\\-_.';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** A P-256 key made for this file; benchmarks never use it. */
const KEY =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgPzvtWYWmIsvqqr3LsZB0K-cbjuhJSGTGziL1LksHAPShRANCAAT-vqHTyEDS9QBNNi2BNLyu6TunubJT_L3G3i7KLpEDhMD15hi24IjGBH0QylJIrvlT4JN2tdRGF436XGc-VoAl';

/** A generator of texts: a linear congruential one (Numerical Recipes), good enough for filling. */
function texts(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
  const text = (length, alphabet = CHARACTERS) => Array.from({ length }, () => alphabet[next() % alphabet.length]).join('');
  return { next, text };
}

const uuid = (n) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** A Bitwarden JSON export of `count` logins in 50 folders; every fifth has a code, every tenth a passkey, every third a field. */
export function bitwardenJson(count) {
  const { next, text } = texts(count);
  const folders = Array.from({ length: 50 }, (_, i) => ({ id: uuid(0xf000000 + i), name: `Folder ${i}` }));
  const items = Array.from({ length: count }, (_, i) => ({
    passwordHistory: i % 7 === 0 ? [{ lastUsedDate: '2023-04-05T06:07:08.123Z', password: text(16) }] : null,
    revisionDate: '2024-05-06T07:08:09.123Z',
    creationDate: '2022-05-06T07:08:09.123Z',
    deletedDate: null,
    id: uuid(i),
    organizationId: null,
    folderId: folders[next() % folders.length].id,
    type: 1,
    reprompt: 0,
    name: text(14),
    notes: i % 4 === 0 ? text(80) : null,
    favorite: i % 20 === 0,
    fields: i % 3 === 0 ? [{ name: text(8), value: text(12), type: i % 2, linkedId: null }] : [],
    login: {
      uris: [{ match: i % 9 === 0 ? 3 : null, uri: `https://site${i}.example.com/login` }],
      fido2Credentials: i % 10 === 0 ? [passkey(i, text)] : [],
      username: `user${i}@example.com`,
      password: text(20),
      totp: i % 5 === 0 ? text(32, BASE32) : null,
    },
    collectionIds: null,
  }));
  return JSON.stringify({ encrypted: false, folders, items });
}

function passkey(n, text) {
  return {
    credentialId: uuid(0xa0000000 + n),
    keyType: 'public-key',
    keyAlgorithm: 'ECDSA',
    keyCurve: 'P-256',
    keyValue: KEY,
    rpId: `site${n}.example.com`,
    userHandle: Buffer.from(text(12)).toString('base64url'),
    userName: `user${n}`,
    counter: '0',
    rpName: `site${n}.example.com`,
    userDisplayName: text(10),
    discoverable: 'true',
    creationDate: '2023-05-06T07:08:09.123Z',
  };
}

/** `make` for as many items as fill about that many bytes. */
export function ofSize(bytes, make) {
  const per = make(200).length / 200;
  return make(Math.ceil(bytes / per));
}

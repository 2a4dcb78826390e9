/**
 * What KeePass calls its elements, from `KdbxFile.cs` of KeePass 2 and `KdbxXmlReader.cpp` of KeePassXC. A pointer shows only these names;
 * the key of a string is its owner's text and shown by its place.
 */
export const KEEPASS_NAMES: ReadonlySet<string> = new Set(
  (
    'KeePassFile Meta Root Group Entry Generator HeaderHash SettingsChanged DatabaseName DatabaseNameChanged DatabaseDescription ' +
    'DatabaseDescriptionChanged DefaultUserName DefaultUserNameChanged MaintenanceHistoryDays Color MasterKeyChanged MasterKeyChangeRec ' +
    'MasterKeyChangeForce MasterKeyChangeForceOnce MemoryProtection ProtectTitle ProtectUserName ProtectPassword ProtectURL ProtectNotes ' +
    'CustomIcons Icon UUID Data Name LastModificationTime RecycleBinEnabled RecycleBinUUID RecycleBinChanged EntryTemplatesGroup ' +
    'EntryTemplatesGroupChanged HistoryMaxItems HistoryMaxSize LastSelectedGroup LastTopVisibleGroup Binaries Binary CustomData Item Key ' +
    'Value Notes IconID CustomIconUUID Times CreationTime LastAccessTime ExpiryTime Expires UsageCount LocationChanged IsExpanded ' +
    'DefaultAutoTypeSequence EnableAutoType EnableSearching LastTopVisibleEntry PreviousParentGroup Tags ForegroundColor BackgroundColor ' +
    'OverrideURL QualityCheck String AutoType Enabled DataTransferObfuscation DefaultSequence Association Window KeystrokeSequence History ' +
    'DeletedObjects DeletedObject DeletionTime @Ref @ID @Compressed @ProtectInMemory #text #protected #bytes'
  ).split(' '),
);

/** Elements of which there may be several, so that they are a list even when there is one. */
export const LISTS: ReadonlySet<string> = new Set('Group Entry String Binary Icon Item Association DeletedObject'.split(' '));

/** Elements that hold an instant, which KDBX 4 spells in another way than the rest. */
export const INSTANTS: ReadonlySet<string> = new Set(
  (
    'CreationTime LastModificationTime LastAccessTime ExpiryTime LocationChanged DeletionTime SettingsChanged DatabaseNameChanged ' +
    'DatabaseDescriptionChanged DefaultUserNameChanged MasterKeyChanged RecycleBinChanged EntryTemplatesGroupChanged'
  ).split(' '),
);

/** The strings that every entry has (`PwDefs.cs`), in KeePassXC's order. */
export const STANDARD = ['Title', 'UserName', 'Password', 'URL', 'Notes'] as const;

/** The strings of a passkey (`EntryAttributes.cpp` of KeePassXC, `PasskeyEntryFields.kt` of KeePassDX). A suffix `_1` makes a second one. */
export const PASSKEY = {
  username: 'KPEX_PASSKEY_USERNAME',
  credentialId: 'KPEX_PASSKEY_CREDENTIAL_ID',
  privateKey: 'KPEX_PASSKEY_PRIVATE_KEY_PEM',
  relyingParty: 'KPEX_PASSKEY_RELYING_PARTY',
  userHandle: 'KPEX_PASSKEY_USER_HANDLE',
  backupEligible: 'KPEX_PASSKEY_FLAG_BE',
  backupState: 'KPEX_PASSKEY_FLAG_BS',
  prf: 'KPEX_PASSKEY_PRF',
  // Written by converters and read by no app; they lose nothing by it.
  displayName: 'KPEX_PASSKEY_USER_DISPLAY_NAME',
  rpName: 'KPEX_PASSKEY_RP_NAME',
  creationDate: 'KPEX_PASSKEY_CREATION_DATE',
} as const;
export type PasskeyPart = keyof typeof PASSKEY;

/** Names of before KeePassXC 2.7.7; read where the present one is missing. */
export const LEGACY: Readonly<Partial<Record<PasskeyPart, string>>> = {
  username: 'KPXC_PASSKEY_USERNAME',
  credentialId: 'KPEX_PASSKEY_GENERATED_USER_ID',
};

const PROTECTED: ReadonlySet<string> = new Set([
  'Password',
  PASSKEY.credentialId,
  PASSKEY.privateKey,
  PASSKEY.userHandle,
  PASSKEY.prf,
  'otp',
  'TOTP Seed',
]);

/** True for a string that programs keep encrypted in memory unless told otherwise. */
export function isUsuallyProtected(key: string): boolean {
  return PROTECTED.has(key.replace(/_[0-9]+$/, '')) || /^(?:Time|Hmac)Otp-Secret/.test(key);
}

/** Further URLs: `KP2A_URL`, `KP2A_URL_1` (KeePassXC, Keepass2Android), `URL_1` (KeePassDX), `URL 1` (KeePassium), `URL-1` (Strongbox). */
export const FURTHER_URL = /^(?:KP2A_URL(?:_?[0-9]+)?|URL[ _-][0-9]+)$/;
/** `AndroidApp`, `AndroidApp_1` (KeePassDX), `AndroidApp1` (Keepass2Android). */
export const ANDROID_APP = /^AndroidApp(_?[0-9]+)?$/;
export const ANDROID_SIGNATURE = 'AndroidApp Signature';
/** How Keepass2Android and Bitwarden name an app among URLs. */
export const APP_SCHEME = 'androidapp://';

/** What KeePassXC tags an entry with that was a favourite elsewhere (`BitwardenReader.cpp`). */
export const FAVORITE = 'Favorite';
/** What an item is tagged with that comes from the recycle bin. */
export const TRASH = 'Trash';

/** CustomData of an entry that only holds a further passkey of another: the UUID of that entry in base64. */
export const PART_OF = 'credential-exchange.part-of';

/** "None" for a reference to a group, an entry or an icon. */
export const NO_UUID = 'AAAAAAAAAAAAAAAAAAAAAA==';

/** True for the name of a string that reading may make something else of than a field. */
export function hasMeaning(key: string): boolean {
  return (
    STANDARD.some((one) => one === key) ||
    /^(?:KPEX|KPXC)_PASSKEY_|^(?:Time|Hmac)Otp-|^otp$|^TOTP (?:Seed|Settings)$/.test(key) ||
    FURTHER_URL.test(key) ||
    ANDROID_APP.test(key) ||
    key.startsWith(ANDROID_SIGNATURE)
  );
}

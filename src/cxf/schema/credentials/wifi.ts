import type { EditableField } from '../field.js';
import { credentialSpec, field } from '../member.js';

/** A wireless network. CXF §3.3.17. */
export interface WifiCredential {
  readonly type: 'wifi';
  readonly ssid?: EditableField;
  readonly networkSecurityType?: EditableField;
  readonly passphrase?: EditableField;
  readonly hidden?: EditableField;
}

export const wifi = credentialSpec('wifi', '3.3.17', 'Wi-Fi', {
  ssid: field('Network name', 'string'),
  networkSecurityType: field('Security', 'wifi-network-security-type', 'string'),
  passphrase: field('Passphrase', 'concealed-string'),
  hidden: field('Hidden network', 'boolean'),
});

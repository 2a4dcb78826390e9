import type { CredentialType } from '../../../cxf/schema/credential.js';

/** A label of a typed note and the member that it stands for. */
export type NoteMember = readonly [credential: CredentialType, member: string];

/** The labels of each typed note, in the order in which LastPass writes them (`notes.c` of lastpass-cli; real exports). `Notes` closes each. */
export const NOTE_LABELS: Readonly<Record<string, string>> = {
  'Credit Card': 'Name on Card|Type|Number|Security Code|Start Date|Expiration Date',
  'Bank Account': 'Bank Name|Account Type|Routing Number|Account Number|SWIFT Code|IBAN Number|Pin|Branch Address|Branch Phone',
  Address:
    'Title|First Name|Middle Name|Last Name|Username|Gender|Birthday|Company|Address 1|Address 2|Address 3|City / Town|County|State|Zip / Postal Code|Country|Timezone|Email Address|Phone|Evening Phone|Mobile Phone|Fax',
  'SSH Key': 'Bit Strength|Format|Passphrase|Private Key|Public Key|Hostname|Date',
  'Wi-Fi Password':
    'SSID|Password|Connection Type|Connection Mode|Authentication|Encryption|Use 802.1X|FIPS Mode|Key Type|Protected|Key Index',
  Passport: 'Type|Name|Country|Number|Sex|Nationality|Issuing Authority|Date of Birth|Issued Date|Expiration Date',
  "Driver's License":
    'Number|Expiration Date|License Class|Name|Address|City / Town|State|ZIP / Postal Code|Country|Date of Birth|Sex|Height',
  'Social Security': 'Name|Number',
  Server: 'Hostname|Username|Password',
  Database: 'Type|Hostname|Port|Database|Username|Password|SID|Alias',
  'Email Account': 'Username|Password|Server|Port|Type|SMTP Server|SMTP Port',
  'Instant Messenger': 'Type|Username|Password|Server|Port',
  'Software License':
    'License Key|Licensee|Version|Publisher|Support Email|Website|Price|Purchase Date|Order Number|Number of Licenses|Order Total',
  Membership: 'Organization|Membership Number|Member Name|Start Date|Expiration Date|Website|Telephone|Password',
  Insurance: 'Company|Policy Type|Policy Number|Expiration|Agent Name|Agent Phone|URL',
  'Health Insurance':
    'Company|Company Phone|Policy Type|Policy Number|Group ID|Member Name|Member ID|Physician Name|Physician Phone|Physician Address|Co-pay',
};

const LOGIN: Readonly<Record<string, NoteMember>> = {
  Username: ['basic-auth', 'username'],
  Password: ['basic-auth', 'password'],
};

/** Labels that CXF has a member for; all others become custom fields of that name. */
export const NOTE_MEMBERS: Readonly<Record<string, Readonly<Record<string, NoteMember>>>> = {
  'Credit Card': {
    'Name on Card': ['credit-card', 'fullName'],
    Type: ['credit-card', 'cardType'],
    Number: ['credit-card', 'number'],
    'Security Code': ['credit-card', 'verificationNumber'],
    'Start Date': ['credit-card', 'validFrom'],
    'Expiration Date': ['credit-card', 'expiryDate'],
  },
  Address: {
    Title: ['person-name', 'title'],
    'First Name': ['person-name', 'given'],
    'Middle Name': ['person-name', 'given2'],
    'Last Name': ['person-name', 'surname'],
    'Address 1': ['address', 'streetAddress'],
    'City / Town': ['address', 'city'],
    State: ['address', 'territory'],
    'Zip / Postal Code': ['address', 'postalCode'],
    Country: ['address', 'country'],
    Phone: ['address', 'tel'],
  },
  'Wi-Fi Password': { SSID: ['wifi', 'ssid'], Password: ['wifi', 'passphrase'] },
  Passport: {
    Type: ['passport', 'passportType'],
    Name: ['passport', 'fullName'],
    Country: ['passport', 'issuingCountry'],
    Number: ['passport', 'passportNumber'],
    Sex: ['passport', 'sex'],
    Nationality: ['passport', 'nationality'],
    'Issuing Authority': ['passport', 'issuingAuthority'],
    'Date of Birth': ['passport', 'birthDate'],
    'Issued Date': ['passport', 'issueDate'],
    'Expiration Date': ['passport', 'expiryDate'],
  },
  "Driver's License": {
    Number: ['drivers-license', 'licenseNumber'],
    'Expiration Date': ['drivers-license', 'expiryDate'],
    'License Class': ['drivers-license', 'licenseClass'],
    Name: ['drivers-license', 'fullName'],
    State: ['drivers-license', 'territory'],
    Country: ['drivers-license', 'country'],
    'Date of Birth': ['drivers-license', 'birthDate'],
  },
  'Social Security': { Name: ['identity-document', 'fullName'], Number: ['identity-document', 'identificationNumber'] },
  Server: LOGIN,
  Database: LOGIN,
  'Email Account': LOGIN,
  'Instant Messenger': LOGIN,
};

import type { EditableField } from '../field.js';
import { credentialSpec, field } from '../member.js';

/** A payment card. CXF §3.3.4. */
export interface CreditCardCredential {
  readonly type: 'credit-card';
  readonly number?: EditableField;
  readonly fullName?: EditableField;
  readonly cardType?: EditableField;
  readonly verificationNumber?: EditableField;
  readonly pin?: EditableField;
  readonly expiryDate?: EditableField;
  readonly validFrom?: EditableField;
}

export const creditCard = credentialSpec('credit-card', '3.3.4', 'Card', {
  number: field('Number', 'concealed-string'),
  fullName: field('Cardholder', 'string'),
  cardType: field('Card type', 'string'),
  verificationNumber: field('Security code', 'concealed-string'),
  pin: field('PIN', 'concealed-string'),
  expiryDate: field('Expiry date', 'year-month'),
  validFrom: field('Valid from', 'year-month'),
});

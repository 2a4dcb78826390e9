import type { EditableField } from '../field.js';
import { credentialSpec, field } from '../member.js';

/** A name of a person; the members follow Unicode TR 35 part 8. CXF §3.3.14. */
export interface PersonNameCredential {
  readonly type: 'person-name';
  readonly title?: EditableField;
  readonly given?: EditableField;
  readonly givenInformal?: EditableField;
  readonly given2?: EditableField;
  readonly surnamePrefix?: EditableField;
  readonly surname?: EditableField;
  readonly surname2?: EditableField;
  readonly credentials?: EditableField;
  readonly generation?: EditableField;
}

export const personName = credentialSpec('person-name', '3.3.14', 'Name', {
  title: field('Title', 'string'),
  given: field('First name', 'string'),
  givenInformal: field('Nickname', 'string'),
  given2: field('Middle name', 'string'),
  surnamePrefix: field('Surname prefix', 'string'),
  surname: field('Last name', 'string'),
  surname2: field('Second last name', 'string'),
  credentials: field('Credentials', 'string'),
  generation: field('Generation', 'string'),
});

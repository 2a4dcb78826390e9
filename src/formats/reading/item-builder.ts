import { sameType } from '../../core/brand.js';
import type { JsonValue } from '../../core/json.js';
import { type CarryName, carry } from '../../cxf/carry/names.js';
import { fits } from '../../cxf/fits.js';
import { type AnyCredential, CREDENTIALS, type CredentialType } from '../../cxf/schema/credential.js';
import type { Extension } from '../../cxf/schema/extension.js';
import type { EditableField, FieldType } from '../../cxf/schema/field.js';
import type { CredentialScope, Item } from '../../cxf/schema/item.js';
import type { MemberSpec } from '../../cxf/schema/member.js';

/** Who is reading: the RP ID our extensions are named after, and the format id they name as their source. */
export interface Origin {
  readonly exporter: string;
  readonly format: string;
}

export interface ItemFacts {
  readonly id: string;
  readonly title: string;
  readonly creationAt?: number | undefined;
  readonly modifiedAt?: number | undefined;
  readonly favorite?: boolean | undefined;
  readonly scope?: CredentialScope | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** Builds one item so that every value lives in exactly one place and nothing empty is written. */
export class ItemBuilder {
  private readonly credentials: AnyCredential[] = [];
  private readonly byType = new Map<CredentialType, { readonly type: CredentialType; [member: string]: EditableField | string }>();
  private readonly fields: EditableField[] = [];
  private readonly extensions: Extension[] = [];
  private readonly settings: Record<string, JsonValue> = {};
  private readonly spellings: JsonValue[] = [];
  private readonly origin: Origin;

  constructor(origin: Origin) {
    this.origin = origin;
  }

  /**
   * Sets an EditableField of a credential, made when first needed. False when the member does not exist or the value does not fit its
   * field type (a country in words, a date in another spelling), or when the member is taken already (two bodies in one item); the caller
   * then finds another place.
   * `spelling` is how the vendor wrote the value, when that differs.
   */
  set(type: CredentialType, member: string, value: string, spelling?: JsonValue): boolean {
    const members: Readonly<Record<string, MemberSpec>> = CREDENTIALS[type].members;
    const spec = Object.hasOwn(members, member) ? members[member] : undefined;
    const fieldType = spec?.kind === 'field' ? spec.fieldTypes.find((candidate) => fits(candidate, value)) : undefined;
    if (fieldType === undefined || this.byType.get(type)?.[member] !== undefined) return false;
    const extensions = spelling === undefined ? undefined : [this.carry('cx-spelling', { of: value, is: spelling })];
    this.credential(type)[member] = { fieldType, value, ...(extensions && { extensions }) };
    return true;
  }

  /** The types of the credentials added so far; custom fields do not count. */
  get types(): ReadonlySet<string> {
    return new Set(this.credentials.map(({ type }) => type));
  }

  /** The credentials of a type added so far, in order. */
  ofType(type: string): readonly AnyCredential[] {
    return this.credentials.filter((credential) => credential.type === type);
  }

  /** Adds a whole credential. */
  add(credential: AnyCredential): void {
    this.credentials.push(credential);
  }

  /** Gives members to a credential that was added before; the caller has seen that it lacks them. */
  complete(credential: AnyCredential, members: Readonly<Record<string, unknown>>): void {
    const index = this.credentials.indexOf(credential);
    if (index >= 0) this.credentials[index] = sameType(credential, { ...credential, ...members });
  }

  /** Adds a custom field. `member` names the vendor's member it stands for, so that a writer can put it back. */
  custom(label: string, value: string, fieldType: FieldType, member?: string, more?: Extension): void {
    const extensions = [...(member === undefined ? [] : [this.carry('cx-member', { member })]), ...(more ? [more] : [])];
    this.fields.push({ fieldType, value, label, ...(extensions.length > 0 && { extensions }) });
  }

  /** Adds a carry to the item. */
  extend(name: CarryName, members: Readonly<Record<string, JsonValue>>): void {
    this.extensions.push(this.carry(name, members));
  }

  /** Carries a member of the vendor that CXF has no place for. */
  setting(member: string, value: JsonValue): void {
    this.settings[member] = value;
  }

  /** Carries how a member of the item itself was spelled; `of` is the value it stood beside. */
  spelling(member: string, of: JsonValue, is: JsonValue): void {
    this.spellings.push({ member, of, is });
  }

  carry(name: CarryName, members: Readonly<Record<string, JsonValue>>): Extension {
    return carry(this.origin.exporter, name, this.origin.format, members);
  }

  /** The finished item; custom fields come last, in one section without a label (CXF §3.3.5). */
  build(facts: ItemFacts): Item {
    if (Object.keys(this.settings).length > 0) this.extend('cx-settings', { members: this.settings });
    if (this.spellings.length > 0) this.extend('cx-spelling', { entries: this.spellings });
    const credentials = this.fields.length > 0 ? [...this.credentials, { type: 'custom-fields', fields: this.fields }] : this.credentials;
    return {
      id: facts.id,
      ...(facts.creationAt !== undefined && { creationAt: facts.creationAt }),
      ...(facts.modifiedAt !== undefined && { modifiedAt: facts.modifiedAt }),
      title: facts.title,
      ...(facts.favorite && { favorite: true }),
      ...(facts.scope && { scope: facts.scope }),
      credentials,
      ...(facts.tags && facts.tags.length > 0 && { tags: facts.tags }),
      ...(this.extensions.length > 0 && { extensions: this.extensions }),
    };
  }

  private credential(type: CredentialType): { [member: string]: EditableField | string } {
    const known = this.byType.get(type);
    if (known) return known;
    const credential = { type };
    this.byType.set(type, credential);
    this.credentials.push(credential);
    return credential;
  }
}

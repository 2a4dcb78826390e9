import { isCredentialType } from '../../cxf/schema/credential.js';
import { writeOtp } from '../../otp/otpauth.js';
import { canSpell, spellOut } from '../spelling.js';
import { leaveCredential } from '../writing/leave.js';
import { otpOfCredential } from '../writing/one-time-password.js';
import type { PlainCredential } from '../writing/sorted.js';
import type { Writing } from '../writing/writing.js';

/**
 * Values that the table has no column for, as lines `name: value` behind the note: a person finds them there, and no program takes them
 * for anything else. Where the table has no note they are losses.
 */
export class NoteLines {
  private readonly lines: string[] = [];
  private readonly hasNote: boolean;
  private readonly writing: Writing;

  constructor(hasNote: boolean, writing: Writing) {
    this.hasNote = hasNote;
    this.writing = writing;
  }

  add(name: string, value: string, pointer: string): void {
    if (!this.hasNote) {
      this.writing.loss(pointer);
      return;
    }
    this.writing.change('note.holds-value', pointer);
    this.lines.push(name === '' ? value : `${name}: ${value}`);
  }

  get isEmpty(): boolean {
    return this.lines.length === 0;
  }

  /** The note with the lines behind it, an empty line between. */
  behind(note: string): string {
    const lines = this.lines.join('\n');
    return note === '' || lines === '' ? note + lines : `${note}\n\n${lines}`;
  }

  /** What no column took of a credential. */
  addCredential({ taker, type, ordinal }: PlainCredential): void {
    if (!isCredentialType(type) || !canSpell(type)) {
      leaveCredential(taker, this.writing);
      return;
    }
    if (type === 'totp' && !taker.isTaken('secret')) {
      const otp = otpOfCredential(taker);
      if (otp) {
        this.add('One-time password', writeOtp(otp), taker.pointer);
        return;
      }
    }
    for (const { name, value, member } of spellOut(type, ordinal, taker)) this.add(name, value, `${taker.pointer}/${member}`);
  }
}

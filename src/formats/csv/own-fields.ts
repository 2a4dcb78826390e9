import type { Taker } from '../../core/taker.js';
import { Carries } from '../writing/carries.js';
import type { Writing } from '../writing/writing.js';
import type { NoteLines } from './note-lines.js';
import type { Column, CsvManager } from './table.js';

interface OpenField {
  readonly taker: Taker;
  readonly label: string;
  readonly value: string;
  /** The manager's own column that it stands for. */
  readonly member: string | undefined;
  isTaken: boolean;
}

interface OpenSection {
  readonly taker: Taker;
  readonly fields: readonly OpenField[];
}

/** The custom fields of an item: some go back to their column, all others behind the note. */
export class OwnFields {
  private readonly sections: readonly OpenSection[];
  private readonly manager: CsvManager;

  constructor(sections: readonly Taker[], manager: CsvManager, writing: Writing) {
    this.manager = manager;
    this.sections = sections.map((taker) => {
      new Carries(taker, writing).close();
      return { taker, fields: taker.objects('fields').map((field) => opened(field, writing)) };
    });
  }

  /** The value of the field that stands for a column; a field that a person named like it will do. At most once. */
  take({ heading, place }: Column): string | undefined {
    const fields = this.sections.flatMap((section) => section.fields).filter(({ isTaken, value }) => !isTaken && value !== '');
    const name = `${this.manager.id}.${heading}`;
    const found =
      fields.find(({ member }) => member === name) ??
      (place.to === 'custom' ? fields.find(({ label, member }) => member === undefined && label === place.label) : undefined);
    if (!found) return undefined;
    found.isTaken = true;
    found.taker.settle('fieldType', 'label');
    return found.value;
  }

  /** All that no column took. */
  leave(lines: NoteLines): void {
    for (const { taker, fields } of this.sections) {
      const label = taker.text('label');
      if (label !== undefined) lines.add('', label, taker.at('label'));
      for (const { taker: field, label: name, value, isTaken } of fields) {
        if (isTaken) continue;
        field.settle('fieldType');
        if (value !== '' || name !== '') lines.add(name, value, field.pointer);
      }
    }
  }
}

function opened(taker: Taker, writing: Writing): OpenField {
  const carries = new Carries(taker, writing);
  const member = carries.take('cx-member')?.['member'];
  // Of which kind it was says nothing about a line of text.
  carries.take('cx-field-type');
  carries.close();
  return {
    taker,
    label: taker.text('label') ?? '',
    value: taker.text('value') ?? '',
    member: typeof member === 'string' ? member : undefined,
    isTaken: false,
  };
}

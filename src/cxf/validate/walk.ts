import type { CxfRuleCode } from '../../core/codes/cxf-rules.js';
import type { Code } from '../../core/codes/index.js';
import { IdTable } from './id-table.js';

/** A step down: a member, an element, or a member that CXF does not know, whose name may be the owner's own text. */
export type Token = string | number | { readonly unknown: string };

/** One thing that a rule found. `path` leads from the document to it. */
export interface Breach<C extends Code = CxfRuleCode> {
  readonly code: C;
  readonly path: readonly Token[];
}

/** The way that the rules go through one document, once. Where they are is only written down for a breach. */
export class Walk {
  readonly breaches: Breach[] = [];
  /** Credential ids of all passkeys so far: they are unique in the world, so in the document as well. */
  readonly passkeys = new Set<string>();

  private readonly path: Token[] = [];
  /** The identifiers of the account so far; true for those of items. */
  private ids = new IdTable();
  private links: { readonly item: string; readonly breach: Breach }[] = [];
  private account = '';

  /** Goes one or two steps down. */
  enter(token: Token, index?: number): void {
    this.path.push(token);
    if (index !== undefined) this.path.push(index);
  }

  /** Comes back by as many steps. */
  leave(steps = 1): void {
    for (let i = 0; i < steps; i++) this.path.pop();
  }

  breach(code: CxfRuleCode, ...below: readonly Token[]): void {
    this.breaches.push({ code, path: [...this.path, ...below] });
  }

  /** Identifiers are unique within one account (CXF §1.3). */
  openAccount(id: string): void {
    this.ids = new IdTable();
    this.links = [];
    this.account = id;
  }

  /** Takes note of the identifier of the object at hand. */
  id(id: string | undefined, isItem = false): void {
    if (id === undefined) return;
    if (!this.ids.add(id, isItem)) this.breach('cxf.id-duplicate', 'id');
  }

  /** Takes note of a reference to an item of this account; whether it is there shows at the end of the account. */
  link(item: string, account: string | undefined, code: 'cxf.link-dangling' | 'cxf.reference-dangling', ...below: readonly Token[]): void {
    if (account !== undefined && account !== this.account) return;
    if (this.ids.get(item) !== true) this.links.push({ item, breach: { code, path: [...this.path, ...below] } });
  }

  closeAccount(): void {
    for (const { item, breach } of this.links) if (this.ids.get(item) !== true) this.breaches.push(breach);
  }
}

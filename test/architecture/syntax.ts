import { parseAst } from 'vitest/node';

/** A node of the syntax tree. The walls read it by name of member, so one narrow type is enough. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [member: string]: unknown;
}

/** A module that a file names, in whatever way. */
export interface Import {
  /** Undefined for a computed specifier: `import(name)`. */
  readonly module: string | undefined;
  /** The names taken from it, as the module calls them; `*` for all, `default` for the default. */
  readonly names: readonly string[];
  readonly at: number;
}

export interface Place {
  readonly node: Node;
  readonly parent: Node | undefined;
  /** The member of the parent in which the node stands. */
  readonly member: string;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Every node of a TypeScript source, outermost first. Throws on a syntax error. */
export function parse(source: string): Place[] {
  const places: Place[] = [];
  const visit = (value: unknown, parent: Node | undefined, member: string): void => {
    if (Array.isArray(value)) for (const element of value) visit(element, parent, member);
    if (!isNode(value)) return;
    places.push({ node: value, parent, member });
    for (const [name, child] of Object.entries(value)) visit(child, value, name);
  };
  visit(parseAst(source, { lang: 'ts' }), undefined, '');
  return places;
}

/** The text of a literal or of a template without holes. */
export function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  const [only, ...more] = node.type === 'TemplateLiteral' ? listOf(node['quasis']) : [];
  if (!isNode(only) || more.length > 0) return undefined;
  const value = only['value'];
  return typeof value === 'object' && value !== null && 'cooked' in value && typeof value.cooked === 'string' ? value.cooked : undefined;
}

/** The name of an identifier, or the last name of a member expression. */
export function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier' && typeof node['name'] === 'string') return node['name'];
  if (node.type === 'MemberExpression') return node['computed'] === true ? textOf(node['property']) : nameOf(node['property']);
  return textOf(node);
}

function namesTaken(specifiers: unknown): string[] {
  return listOf(specifiers)
    .filter(isNode)
    .map((specifier) => {
      if (specifier.type === 'ImportSpecifier') return nameOf(specifier['imported']) ?? '*';
      if (specifier.type === 'ExportSpecifier') return nameOf(specifier['local']) ?? '*';
      return specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*';
    });
}

/** `import`, `import type`, `export from`, `import()`, `typeof import()`, `import x = require()`, `require()`, `import.meta.resolve()`. */
function importOf(node: Node): Import | undefined {
  const at = node.start;
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration': {
      if (!isNode(node['source'])) return undefined;
      return { module: textOf(node['source']), names: namesTaken(node['specifiers']), at };
    }
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return { module: textOf(node['source']), names: ['*'], at };
    case 'TSExternalModuleReference':
      return { module: textOf(node['expression']), names: ['*'], at };
    case 'CallExpression': {
      const callee = isNode(node['callee']) ? node['callee'] : undefined;
      const [first] = listOf(node['arguments']);
      const required = callee?.type === 'Identifier' && callee['name'] === 'require';
      const resolved = nameOf(callee) === 'resolve' && isNode(callee?.['object']) && callee['object'].type === 'MetaProperty';
      return required || resolved ? { module: textOf(first), names: ['*'], at } : undefined;
    }
    default:
      return undefined;
  }
}

export function importsOf(places: readonly Place[]): Import[] {
  return places.flatMap(({ node }) => importOf(node) ?? []);
}

/** True for an identifier that stands for a value of its own: not the name of a member, a key or an imported name. */
export function isReference({ node, parent, member }: Place): boolean {
  if (node.type !== 'Identifier') return false;
  if (!parent) return true;
  if (parent.type === 'MemberExpression') return member !== 'property' || parent['computed'] === true;
  if (member === 'key') return parent['computed'] === true;
  if (parent.type === 'TSQualifiedName') return member !== 'right';
  return !(parent.type === 'ImportSpecifier' || parent.type === 'ExportSpecifier' || parent.type === 'TSEnumMember');
}

/** `globalThis.name`, `self['name']`: the name, or undefined. */
export function globalMember(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const host = isNode(node['object']) && node['object'].type === 'Identifier' ? nameOf(node['object']) : undefined;
  return host === 'globalThis' || host === 'self' || host === 'window' ? nameOf(node) : undefined;
}

/** A number that stands in the source as such: `512`, `2 ** 20`, `-1`, `64 * KIB`; not `limits['csv.rows'] + 1`. */
export function isAmount(node: unknown): boolean {
  if (!isNode(node)) return false;
  if (node.type === 'Literal') return typeof node['value'] === 'number' || typeof node['value'] === 'bigint';
  if (node.type === 'UnaryExpression') return isAmount(node['argument']);
  if (node.type === 'Identifier') return /^[A-Z][A-Z0-9_]*$/.test(nameOf(node) ?? '');
  return node.type === 'BinaryExpression' && isAmount(node['left']) && isAmount(node['right']);
}

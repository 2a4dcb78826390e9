/** The outline of a JSON text, four levels deep, read from its beginning only. Names of members, never values. */
export interface JsonShape {
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
  /** Members of an object in the order of the text, with the shape of each; of an array, the shape of its first element as `0`. */
  readonly members: ReadonlyMap<string, JsonShape>;
  /** `true` and `false` tell formats apart (`encrypted`), numbers and texts never matter. */
  readonly truth?: boolean;
}

const LEVELS = 4;
const MAX_MEMBERS = 64;

/**
 * Looks at the beginning of a text. Undefined when it does not begin like JSON. A text cut short gives what was seen until then.
 * Never throws, and takes time in proportion to the text it is given.
 */
export function jsonShape(text: string): JsonShape | undefined {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;

  function peek(): string {
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
    }
    return text.charAt(at);
  }

  /** Moves past a string; its text when short and without escapes. */
  function string(): string | undefined {
    const start = ++at;
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    const raw = text.slice(start, at++);
    return raw.length <= 64 && !raw.includes('\\') ? raw : undefined;
  }

  /** Moves past a value nobody asked about. */
  function skip(): void {
    let depth = 0;
    while (at < text.length) {
      const char = peek();
      if (char === '"') string();
      else {
        if (char === '{' || char === '[') depth++;
        else if (char === '}' || char === ']') {
          if (depth === 0) return;
          depth--;
        } else if (char === ',' && depth === 0) return;
        at++;
      }
      if (depth === 0 && (char === '"' || char === '}' || char === ']')) return;
    }
  }

  function container(kind: 'object' | 'array', level: number): JsonShape {
    const members = new Map<string, JsonShape>();
    const close = kind === 'object' ? '}' : ']';
    at++;
    for (let index = 0; at < text.length && peek() !== close; index++) {
      let name: string | undefined = String(index);
      if (kind === 'object') {
        if (peek() !== '"') break;
        name = string();
        if (peek() !== ':') break;
        at++;
      }
      const wanted = level < LEVELS && members.size < MAX_MEMBERS && (kind === 'object' || index === 0);
      const shape = wanted ? value(level + 1) : undefined;
      if (!wanted) {
        peek();
        skip();
      }
      if (shape && name !== undefined) members.set(name, shape);
      if (peek() !== ',') break;
      at++;
    }
    if (peek() === close) at++;
    return { kind, members };
  }

  function value(level: number): JsonShape | undefined {
    const char = peek();
    if (char === '{') return container('object', level);
    if (char === '[') return container('array', level);
    if (char === '"') {
      string();
      return { kind: 'string', members: NONE };
    }
    for (const word of ['true', 'false', 'null'] as const) {
      if (!text.startsWith(word, at)) continue;
      at += word.length;
      return word === 'null' ? { kind: 'null', members: NONE } : { kind: 'boolean', members: NONE, truth: word === 'true' };
    }
    if (!/[-0-9]/.test(char)) return undefined;
    while (at < text.length && /[-+.eE0-9]/.test(text.charAt(at))) at++;
    return { kind: 'number', members: NONE };
  }

  const shape = value(1);
  return shape && (shape.kind === 'object' || shape.kind === 'array') ? shape : undefined;
}

const NONE: ReadonlyMap<string, JsonShape> = new Map();

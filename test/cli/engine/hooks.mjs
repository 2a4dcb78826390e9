const PLACES = { '/dist/convert.js': 'convert.mjs', '/dist/cxf/index.js': 'cxf.mjs', '/dist/formats/registry.js': 'registry.mjs' };

export function resolve(specifier, context, next) {
  const url = specifier.startsWith('.') && context.parentURL ? new URL(specifier, context.parentURL).href : specifier;
  const place = Object.keys(PLACES).find((path) => url.endsWith(path));
  return place ? { url: new URL(PLACES[place], import.meta.url).href, shortCircuit: true } : next(specifier, context);
}

/** The only door onto ZIP: bounded reading, deterministic writing. */
export { isZipName } from './zip-name.js';
export { isZip, readZip, type ZipEntry } from './zip-read.js';
export { writeZip, type ZipPart } from './zip-write.js';

import { register } from 'node:module';

// Puts the engine of this folder in the place of the real one, so that a test can make it slow, locked, hostile or large.
register('./hooks.mjs', import.meta.url);

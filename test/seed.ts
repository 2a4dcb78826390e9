import { configureGlobal } from 'fast-check';

/**
 * Property tests meet the same random inputs in every run, so that a failure is one of the change at hand. `FC_SEED=42` chooses others,
 * `FC_SEED=random` new ones each time: to be run when there is time to look at what they find.
 */
const { FC_SEED = '20250814' } = process.env;
if (FC_SEED !== 'random') configureGlobal({ seed: Number(FC_SEED) });

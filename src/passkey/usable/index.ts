export { usableInAndroidApp } from './android-app.js';
export { type AndroidApp, androidOrigin, readAndroidApp } from './android-identity.js';
export { usableInAppleApp } from './apple-app.js';
export { usableOnRelatedOrigin } from './related-origin.js';
export { type RpIdProblem, rpIdProblems } from './rp-id.js';
export type { PlaceVerdict, Remark } from './verdict.js';
export { usableOnOrigin } from './web-origin.js';

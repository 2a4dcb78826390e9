/**
 * Adds up the stages and the test runs of a folder that .ci/run has filled: `stages` has a line `passed NAME` or `failed NAME` for
 * each stage, every *.json is a report of vitest. The last line printed is `N passed, M failed`.
 */
import { readdirSync, readFileSync } from 'node:fs';

const [folder] = process.argv.slice(2);
const stages = readFileSync(`${folder}/stages`, 'utf8').trim().split('\n');
const failedStages = stages.filter((line) => line.startsWith('failed ')).map((line) => line.slice('failed '.length));
let passed = stages.length - failedStages.length;
let failed = failedStages.length;
console.log(`\nstages: ${passed} passed, ${failed} failed${failed === 0 ? '' : ` (${failedStages.join(', ')})`}`);

for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
  const run = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
  // A file that does not even load has no tests that could fail.
  const unloaded = run.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  const lost = run.numFailedTests + unloaded;
  console.log(`${name}: ${run.numPassedTests} passed, ${lost} failed, ${run.numPendingTests} skipped`);
  passed += run.numPassedTests;
  failed += lost;
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

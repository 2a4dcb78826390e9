import { setTimeout as wait } from 'node:timers/promises';
import { CxError } from '../../../dist/core/errors.js';
import { totals } from '../../../dist/core/report.js';

// What this engine does stands in CXF_ENGINE as JSON; see `Engine` in ../run.ts.
const plan = JSON.parse(process.env.CXF_ENGINE ?? '{}');
const encoder = new TextEncoder();

async function work(inputs, options) {
  for (const input of inputs) await input.bytes();
  if (plan.throws) throw new CxError(plan.throws);
  if (plan.canary) JSON.parse(`{"password": ${plan.canary}}`);
  if (plan.rejects) Promise.reject(new Error(plan.rejects));
  const secrets = [];
  for (const { role, kind, expect } of plan.needs ?? []) {
    for (let attempt = 1; ; attempt++) {
      const secret = await options.ask?.({ role, kind, attempt });
      const text = secret && Buffer.from(secret).toString();
      if (expect === undefined || text === expect) {
        secrets.push(text ?? 'none');
        break;
      }
      if (text === undefined) throw new CxError('secret.missing');
    }
  }
  if (plan.waits) await wait(plan.waits);
  return secrets;
}

function reportOf(options) {
  const findings = plan.findings ?? [];
  return {
    version: 1,
    source: { format: 'alpha', variant: 'json' },
    ...(options.to && { target: { format: options.to, variant: options.variant ?? 'csv' } }),
    gaps: plan.gaps ?? [],
    counts: { items: 2, credentials: { 'basic-auth': 2, passkey: 1 }, files: Object.keys(plan.files ?? {}).length },
    totals: totals(findings),
    findings: options.policy?.titles ? findings : findings.map(({ subject: _, ...finding }) => finding),
  };
}

async function* output(text) {
  yield encoder.encode(text);
  if (plan.says) process.stderr.write('HALF\n');
  for (let i = 0; i < (plan.megabytes ?? 0); i++) {
    if (plan.chunkWaits) await wait(plan.chunkWaits);
    yield new Uint8Array(1024 * 1024).fill(0x2e);
  }
  if (plan.breaks) throw new CxError('file.changed');
}

export async function convert(inputs, options) {
  const secrets = await work(inputs, options);
  const attached = [...(options.attachments ?? [])].map(([name, { size }]) => `${name}:${size}`);
  const { policy, to, variant, from, limits } = options;
  const facts = { to, variant, from, policy, secrets, attached, inputs: inputs.map(({ name, size }) => ({ name, size })), clock: options.clock?.(), limits };
  options.progress?.({ stage: 'write', done: 1, total: 2 });
  const files = Object.entries(plan.files ?? {}).map(([id, text]) => [
    id,
    {
      size: text.length,
      async *open() {
        yield encoder.encode(text);
      },
    },
  ]);
  return { report: reportOf(options), output: output(`${JSON.stringify(facts)}\n`), files: new Map(files) };
}

export async function inspect(inputs, options) {
  const locked = plan.locked === true && !options.ask;
  if (!locked) await work(inputs, options);
  return { ...reportOf(options), ...(locked && { locked: true }) };
}

export async function detect() {
  if (plan.unknown) throw new CxError('detect.unknown');
  return { format: plan.format ?? 'alpha', variant: 'json', locked: plan.locked === true, why: 'test' };
}

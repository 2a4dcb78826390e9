import { describe, expect, it } from 'vitest';
import { Findings, totals } from '../../src/core/report.js';

describe('findings', () => {
  it('hold what they are told, and an absent subject is no member', () => {
    const findings = new Findings();
    findings.loss('target.no-place', 'target-has-no-place', '/a', { title: 'T' });
    findings.change('value.normalised', '/b');
    findings.warning('cxf.member-null', '/c');
    findings.info('header.replaced', '');
    expect(findings.list).toStrictEqual([
      { code: 'target.no-place', severity: 'loss', reason: 'target-has-no-place', source: '/a', subject: { title: 'T' } },
      { code: 'value.normalised', severity: 'change', source: '/b' },
      { code: 'cxf.member-null', severity: 'warning', source: '/c' },
      { code: 'header.replaced', severity: 'info', source: '' },
    ]);
  });

  it('are counted: losses, changes, and the passkeys among the losses', () => {
    const findings = new Findings();
    for (const code of [
      'passkey.counter-nonzero',
      'passkey.unsupported',
      'passkey.invalid',
      'passkey.counter-lost',
      'file.left-behind',
    ] as const)
      findings.loss(code, 'spec-forbids', '');
    findings.change('passkey.counter-reset', '');
    findings.change('passkey.invalid', '');
    findings.warning('cxf.member-null', '');
    findings.info('id.not-kept', '');
    expect(totals(findings.list)).toEqual({ losses: 5, changes: 2, passkeysLeftBehind: 3 });
    expect(totals([])).toEqual({ losses: 0, changes: 0, passkeysLeftBehind: 0 });
  });
});

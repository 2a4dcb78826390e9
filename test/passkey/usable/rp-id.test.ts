import { describe, expect, it } from 'vitest';
import { rpIdProblems } from '../../../src/passkey/usable/rp-id.js';

async function codesOf(rpId: string): Promise<string[]> {
  return (await rpIdProblems(rpId)).map(({ code, severity }) => `${severity} ${code}`);
}

describe('rpIdProblems', () => {
  it.each([
    'example.com',
    'login.example.com',
    'example.co.uk',
    'alice.github.io',
    'xn--bcher-kva.example',
    'amazonaws.com',
    'www.ck',
    'host.internal',
    '3m.com',
    'under_score.example.com',
    `${'a'.repeat(63)}.com`,
  ])('nothing is wrong with %j', async (rpId) => {
    expect(await codesOf(rpId)).toEqual([]);
  });

  it.each([
    ['', 'error passkey.rpid-missing'],
    ['https://example.com', 'error passkey.rpid-not-bare'],
    ['https://example.com/', 'error passkey.rpid-not-bare'],
    ['example.com:8443', 'error passkey.rpid-not-bare'],
    ['example.com/login', 'error passkey.rpid-not-bare'],
    ['someone@example.com', 'error passkey.rpid-not-bare'],
    ['example.com?', 'error passkey.rpid-not-bare'],
    ['ssh:', 'error passkey.rpid-not-bare'],
    ['127.0.0.1', 'error passkey.rpid-ip'],
    ['0x7f.1', 'error passkey.rpid-ip'],
    ['192.168.1.1:8080', 'error passkey.rpid-ip'],
    ['::1', 'error passkey.rpid-ip'],
    ['[::1]', 'error passkey.rpid-ip'],
    ['Example.com', 'error passkey.rpid-not-canonical'],
    ['bücher.example', 'error passkey.rpid-not-canonical'],
    ['faß.de', 'error passkey.rpid-not-canonical'],
    ['example。com', 'error passkey.rpid-not-canonical'],
    ['xn--a.com', 'error passkey.rpid-invalid'],
    ['example.com.', 'error passkey.rpid-invalid'],
    ['.example.com', 'error passkey.rpid-invalid'],
    ['a..example.com', 'error passkey.rpid-invalid'],
    ['.', 'error passkey.rpid-invalid'],
    ['*.example.com', 'error passkey.rpid-invalid'],
    ['exa mple.com', 'error passkey.rpid-invalid'],
    ['example.com\n', 'error passkey.rpid-invalid'],
    ['exam\tple.com', 'error passkey.rpid-invalid'],
    ['ex%61mple.com', 'error passkey.rpid-invalid'],
    ['example.com\0', 'error passkey.rpid-invalid'],
    [`${'a'.repeat(64)}.com`, 'error passkey.rpid-invalid'],
    [`${'a.'.repeat(126)}com`, 'error passkey.rpid-invalid'],
    ['com', 'warning passkey.rpid-public-suffix'],
    ['co.uk', 'warning passkey.rpid-public-suffix'],
    ['github.io', 'warning passkey.rpid-public-suffix'],
    ['compute.amazonaws.com', 'warning passkey.rpid-public-suffix'],
    ['foo.ck', 'warning passkey.rpid-public-suffix'],
    ['xn--55qx5d.cn', 'warning passkey.rpid-public-suffix'],
    ['localhost', 'warning passkey.rpid-localhost'],
    ['app.localhost', 'warning passkey.rpid-localhost'],
    ['intranet', 'warning passkey.rpid-single-label'],
  ])('%j: %s', async (rpId, problem) => {
    expect(await codesOf(rpId)).toEqual([problem]);
  });
});

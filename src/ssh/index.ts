export { readSshPrivateKey, type SshPrivateKey, type SshWriting, writeSshPrivateKey } from './private-key.js';
export { sshFingerprint, sshKeyType, sshPublicLine } from './public-key.js';

import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generateAuthenticationOptions, generateRegistrationOptions, type RegistrationResponseJSON } from '@simplewebauthn/server';
import type { PasskeyAlgorithm } from '../../src/passkey/index.js';
import { selfSigned } from './certificate.js';
import { COSE_ALGORITHMS } from './cose.js';
import { type Ceremony, remember } from './registration.js';
import { type LoginResponse, type Registration, verdicts } from './relying-parties.js';

/** What the site answers to a login: whose account it is, and what every library said. */
export interface Answer {
  readonly account?: string;
  readonly said: Readonly<Record<string, string>>;
}

interface Visitor {
  readonly name: string;
  readonly algorithm: PasskeyAlgorithm;
}

export interface Account {
  readonly name: string;
  readonly site: Registration;
}

/** Two functions for the test to call; the conversions of WebAuthn's JSON are the browser's own. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>Example</title><h1 id="who">nobody</h1><script>
const ask = async (path, body) => (await fetch(path, { method: 'POST', body: JSON.stringify(body) })).json();
const signUp = async (name, algorithm) => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await ask('/register/options', { name, algorithm }));
  return ask('/register', await navigator.credentials.create({ publicKey }));
};
const signIn = async () => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await ask('/login/options', {}));
  const answer = await ask('/login', await navigator.credentials.get({ publicKey }));
  document.getElementById('who').textContent = answer.account ?? 'nobody';
  return answer;
};
</script>`;

/** A relying party with passkeys and no user names at login: the user handle says who comes. One ceremony at a time. */
export class Site {
  readonly rpId = 'example.com';
  readonly origin = 'https://login.example.com';
  readonly certificate = selfSigned('login.example.com');
  readonly accounts: Account[] = [];
  readonly #server: Server;
  #pending: (Ceremony & { readonly name: string }) | undefined;
  #challenge: string | undefined;

  constructor() {
    this.#server = createServer(this.certificate, (request, response) => {
      const reply = (type: string, body: string): void => {
        response.writeHead(200, { 'content-type': type }).end(body);
      };
      if (request.method !== 'POST') return reply('text/html', PAGE);
      this.#answer(request).then(
        (answer) => reply('application/json', JSON.stringify(answer)),
        (error: unknown) => reply('application/json', JSON.stringify({ said: { site: String(error) } })),
      );
    });
  }

  /** The port on 127.0.0.1. */
  async open(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return address.port;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage): Promise<object> {
    const parts: Uint8Array[] = [];
    for await (const part of request) if (part instanceof Uint8Array) parts.push(part);
    const text = Buffer.concat(parts).toString();
    switch (request.url ?? '') {
      case '/register/options': {
        const visitor: Visitor = JSON.parse(text);
        return this.#askToRegister(visitor);
      }
      case '/register': {
        const response: RegistrationResponseJSON = JSON.parse(text);
        return this.#register(response);
      }
      case '/login/options':
        return this.#askToLogIn();
      case '/login': {
        const response: LoginResponse = JSON.parse(text);
        return this.#logIn(response);
      }
      default:
        throw new Error('no such page');
    }
  }

  async #askToRegister({ name, algorithm }: Visitor): Promise<object> {
    const userID = new Uint8Array(randomBytes(32));
    const options = await generateRegistrationOptions({
      rpName: 'Example',
      rpID: this.rpId,
      userName: name,
      userDisplayName: `${name} of Example`,
      userID,
      supportedAlgorithmIDs: [COSE_ALGORITHMS[algorithm]],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const { rpId, origin } = this;
    const userHandle = Buffer.from(userID).toString('base64url');
    this.#pending = { name, challenge: options.challenge, origin, rpId, userHandle, algorithm };
    return options;
  }

  async #register(response: RegistrationResponseJSON): Promise<object> {
    const asked = this.#pending;
    this.#pending = undefined;
    if (!asked) throw new Error('nobody asked');
    this.accounts.push({ name: asked.name, site: await remember(response, asked) });
    return { account: asked.name };
  }

  async #askToLogIn(): Promise<object> {
    const options = await generateAuthenticationOptions({ rpID: this.rpId, allowCredentials: [], userVerification: 'required' });
    this.#challenge = options.challenge;
    return options;
  }

  async #logIn(response: LoginResponse): Promise<Answer> {
    const challenge = this.#challenge;
    this.#challenge = undefined;
    const { userHandle } = response.response;
    const account = this.accounts.find(({ site }) => site.userHandle === userHandle);
    if (challenge === undefined || !account) throw new Error('no such account');
    const said = await verdicts(response, account.site, challenge);
    const isIn = Object.values(said).every((verdict) => verdict === 'in');
    return { ...(isIn && { account: account.name }), said };
  }
}

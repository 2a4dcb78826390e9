import { existsSync } from 'node:fs';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import type { CdpPasskey } from './cdp-passkey.js';
import type { Site } from './site.js';

const { CHROMIUM, CI } = process.env;
const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/** CHROMIUM names a browser, right or wrong; otherwise the first that is there. */
const executablePath = CHROMIUM || USUAL_PLACES.find((path) => existsSync(path));

/** Without a browser its tests say that they skip; where the machine is meant to have one (CI=true) they run, and fail. */
export const isSkipped = executablePath === undefined && CI !== 'true';

/** A busy machine with few cores may take its time for everything that a browser does. */
export const PATIENCE = 180_000;

/** A title that shows why its tests do not run. The line is for reporters that do not show titles. */
export function withChromium(title: string): string {
  if (!isSkipped) return title;
  const reason = 'skipped: no Chromium on this machine, and CHROMIUM names none';
  console.warn(`${title}: ${reason}`);
  return `${title} (${reason})`;
}

/** A browser of its own process and profile with a page of the site, and an authenticator whose user always agrees. */
export class Device {
  readonly #browser: Browser;
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #authenticatorId: string;

  private constructor(browser: Browser, page: Page, session: CDPSession, authenticatorId: string) {
    this.#browser = browser;
    this.#page = page;
    this.#session = session;
    this.#authenticatorId = authenticatorId;
  }

  static async open(site: Site, port: number): Promise<Device> {
    const browser = await launch(site, port);
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(site.origin);
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        defaultBackupEligibility: true,
        defaultBackupState: true,
      },
    });
    return new Device(browser, page, session, authenticatorId);
  }

  /** Calls a function of the page. */
  async call(expression: string): Promise<unknown> {
    return this.#page.evaluate(expression);
  }

  /** What the page shows. */
  text(selector: string): Promise<string | null> {
    return this.#page.textContent(selector);
  }

  async passkeys(): Promise<CdpPasskey[]> {
    return (await this.#session.send('WebAuthn.getCredentials', { authenticatorId: this.#authenticatorId })).credentials;
  }

  async add(credential: CdpPasskey): Promise<void> {
    await this.#session.send('WebAuthn.addCredential', { authenticatorId: this.#authenticatorId, credential });
  }

  /** Forgets every passkey. */
  async clear(): Promise<void> {
    await this.#session.send('WebAuthn.clearCredentials', { authenticatorId: this.#authenticatorId });
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

/** Every name is that of the site. */
async function launch({ certificate }: Site, port: number): Promise<Browser> {
  if (executablePath === undefined) throw new Error('no Chromium on this machine');
  return chromium.launch({
    executablePath,
    headless: true,
    timeout: PATIENCE,
    // Root has no sandbox, many containers have none either, and the only page is our own.
    chromiumSandbox: false,
    args: [
      // /dev/shm is small in containers.
      '--disable-dev-shm-usage',
      '--disable-gpu',
      `--host-resolver-rules=MAP * 127.0.0.1:${port}`,
      // This certificate and no other: WebAuthn does not work on a page with a certificate error.
      `--ignore-certificate-errors-spki-list=${certificate.fingerprint}`,
    ],
  });
}

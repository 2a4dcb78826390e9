/** What the public suffix list says about one host. */
export interface SuffixFacts {
  /** The public suffix; for a name that no rule knows, its last label (the list's own default rule, `*`). */
  readonly publicSuffix: string;
  /** The public suffix and one label more; absent when the host is itself a public suffix. */
  readonly registrableDomain?: string;
  /** True when a rule of the list names the suffix, false when only the default rule does (`localhost`, `intranet`). */
  readonly listed: boolean;
}

/**
 * Looks a host up in the public suffix list, private section included (`github.io`), as URL §3.2 asks. The only door to the
 * list, which is loaded on first use and is as old as the library that carries it.
 * `host` is a domain in lower-case ASCII, as the URL parser gives it: no IP address, no empty label, at most a dot at the end.
 */
export async function suffixFacts(host: string): Promise<SuffixFacts> {
  const { parse } = await import('tldts');
  const facts = parse(host, {
    allowIcannDomains: true,
    allowPrivateDomains: true,
    detectIp: false,
    extractHostname: false,
    validateHostname: false,
  });
  const { publicSuffix, domain } = facts;
  return {
    publicSuffix: publicSuffix ?? host.slice(host.lastIndexOf('.') + 1),
    ...(domain !== null && { registrableDomain: domain }),
    listed: facts.isIcann === true || facts.isPrivate === true,
  };
}

import { codeTable } from './entry.js';

/** Codes of "can this passkey be used here?": verdicts on a web origin or an app, and what is wrong with a relying party id. */
export const passkeyPlaceCodes = codeTable({
  // The relying party id itself.
  'passkey.rpid-missing': { says: 'The passkey names no relying party.' },
  'passkey.rpid-not-bare': {
    says: 'The relying party id holds a scheme, a port or a path.',
    todo: 'It must be a bare domain such as example.com.',
  },
  'passkey.rpid-ip': {
    says: 'The relying party id is an IP address, and no browser takes one.',
    todo: 'Passkeys need a domain name; for development, localhost.',
  },
  'passkey.rpid-not-canonical': {
    says: 'The relying party id is not spelt the way browsers spell it, so it matches nothing.',
    todo: 'Write it in lower case, with an international name in its xn-- form.',
  },
  'passkey.rpid-invalid': { says: 'The relying party id is not a valid domain name.' },
  'passkey.rpid-public-suffix': {
    says: 'The relying party id is a public suffix: many owners register their own names below it, and none of them may use its passkeys.',
    todo: 'A site below it needs passkeys for its own name.',
  },
  'passkey.rpid-single-label': {
    says: 'The relying party id is a single name without a dot: only a site of exactly this name can use it.',
    todo: 'For use on several hosts, give the site a domain of two parts or more.',
  },
  'passkey.rpid-localhost': {
    says: 'The relying party id is localhost or a name below it: the passkey works only for development, on the same machine.',
  },

  // A web origin.
  'passkey.origin-own': { says: 'The passkey belongs to this very domain, and works here.' },
  'passkey.origin-subdomain': { says: 'The origin is a subdomain of the domain that the passkey belongs to, and may use it.' },
  'passkey.origin-invalid': { says: 'The origin could not be understood.', todo: 'Write it like https://app.example.com.' },
  'passkey.origin-not-web': {
    says: 'Only web pages have an origin that can use a passkey: its scheme must be https.',
    todo: 'For an app, ask with its identifier and the file of the site.',
  },
  'passkey.origin-insecure': {
    says: 'The page is not served securely, and browsers offer passkeys only over https, or over http on localhost.',
    todo: 'Serve the page over https.',
  },
  'passkey.origin-ip': {
    says: 'The origin is an IP address, and passkeys work only on domain names.',
    todo: 'Reach the site by its name.',
  },
  'passkey.origin-trailing-dot': {
    says: 'The host of the origin ends in a dot, which makes it another name than the one without.',
    todo: 'Reach the site without the dot at the end.',
  },
  'passkey.origin-parent': {
    says: 'The passkey belongs to a subdomain of this origin: a subdomain may use the passkeys of its parent, but not the other way round.',
    todo: 'Log in on the subdomain, or let its site name this origin in /.well-known/webauthn.',
  },
  'passkey.origin-other-owner': {
    says: 'A public suffix lies between the passkey and the origin: the two belong to different owners.',
  },
  'passkey.origin-foreign': {
    says: 'The passkey belongs to another domain than the origin.',
    todo: 'If both are yours, name this origin in /.well-known/webauthn of the domain of the passkey.',
  },

  // Related origins.
  'passkey.origin-related': {
    says: 'The site of the passkey names this origin as related, so browsers that know related origins let it work here.',
  },
  'passkey.related-unlisted': {
    says: 'The list of related origins does not name this origin.',
    todo: 'Add it exactly as the browser shows it: https, the host, and the port unless it is 443.',
  },
  'passkey.related-over-limit': {
    says: 'The list of related origins names this origin, but too late: browsers stop after five different site names.',
    todo: 'Move it up, or drop entries; example.com and example.de count as one name.',
  },
  'passkey.related-invalid': {
    says: 'The list of related origins is not of the form that browsers take.',
    todo: 'It must be an object with a member "origins", an array of texts.',
  },
  'passkey.related-support': { says: 'Related origins are new: older browsers do not know them, and refuse.' },

  // Apps, of Apple and Android alike.
  'passkey.app-listed': { says: 'The site names this app as one that shares its sign-in credentials, so the passkey works in it.' },
  'passkey.app-unlisted': {
    says: 'The site does not name this app, so the passkey does not work in it.',
    todo: 'Add the app to the file that the site serves.',
  },
  'passkey.app-relation-missing': {
    says: 'The site names this app for something else, but not for sharing sign-in credentials.',
    todo: 'Add webcredentials (Apple) or delegate_permission/common.get_login_creds (Android) for it.',
  },

  // Apps of Apple.
  'passkey.apple-app-invalid': {
    says: 'This is not the identifier of an app of Apple.',
    todo: 'Write the ten characters of its prefix (mostly the team), a dot and the bundle: ABCDE12345.com.example.app.',
  },
  'passkey.apple-case-differs': {
    says: 'The site names this app with other upper and lower case letters, which is not known to count.',
    todo: 'Write the identifier in the file as the app does.',
  },
  'passkey.aasa-invalid': {
    says: 'The apple-app-site-association file is not of the form that Apple describes.',
    todo: 'It must be an object, and webcredentials in it an object with a member "apps", an array of texts.',
  },
  'passkey.apple-entitlement': {
    says: 'The file is one half: the app must name the same domain in its entitlement, as webcredentials:DOMAIN, which cannot be seen from here.',
  },

  // Apps of Android.
  'passkey.android-app-invalid': {
    says: 'This is not an Android app with its certificate.',
    todo: 'Write it as com.example.app=AB:CD:… with the package and the SHA-256 fingerprint (not SHA-1) of the signing certificate.',
  },
  'passkey.fingerprint-mismatch': {
    says: 'The site names this package, but signed with another certificate.',
    todo: 'Compare with the certificate that the store signs with (Play Console, App integrity), not the one used for uploading.',
  },
  'passkey.fingerprint-spelling': {
    says: 'The site names the right certificate, but not in the spelling that is read: a fingerprint in any other is dropped.',
    todo: 'Write it as 32 pairs of digits and upper-case letters with colons between them.',
  },
  'passkey.assetlinks-invalid': {
    says: 'The assetlinks.json file is not of the form that Google describes.',
    todo: 'It must be an array of statements.',
  },
  'passkey.statement-invalid': { says: 'A statement in assetlinks.json is not of the form that Google describes, and counts for nothing.' },
  'passkey.include-not-followed': {
    says: 'The file includes another by its address, which was not looked at: nothing is ever fetched.',
    todo: 'If the answer is no, ask again with the included file.',
  },
  'passkey.app-links-missing': {
    says: 'The app is not named for delegate_permission/common.handle_all_urls, which some passkey managers (of Google, and Bitwarden) also ask for.',
    todo: 'Add the relation beside get_login_creds.',
  },
});

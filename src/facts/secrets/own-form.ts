/** What a value is when it is no credential: a reference, a pattern, or a thing with a form of its own. */

/** A value that is found elsewhere: a variable, a template, a vault. */
export function isReference(value: string): boolean {
  return (
    /^(?:[<[{(#]|&[a-z]{2,5};|\$[A-Za-z_{(]|%[({\w]|!+[A-Za-z_$][A-Za-z_$.]*\d?$|[@*&][A-Za-z_]+$)/.test(value) ||
    /\$\{|\$\(|\{\{|\{[\w.]*\}|%\(|%[sdr]|<[^>]*>|\$[A-Z][A-Z0-9_]{2}|\$[a-z_]{4,}(?![A-Za-z0-9])/.test(value) ||
    /^(?:env|vault|ssm|op|secret|file|aws|gcp|azure|arn|urn|projects|enc|encrypted|kms|sops|ref|secretsmanager|keyring|doppler)[:/[.]/i.test(
      value,
    ) ||
    /\b(?:os\.environ|getenv|process\.env|import\.meta|settings\.|config\.|secrets\.|self\.|this\.|props\.|request\.|req\.)/.test(
      value,
    ) ||
    /\w\(|\)\s*$|=>|->|::|\[-?\w|^\w+(?:\.\w+)+\?\w|^[A-Za-z_]\w*=[^=]/.test(value)
  );
}

/** A regular expression, as a detector of credentials holds them; a label in letters that JSON escapes. */
export function isPattern(value: string): boolean {
  return /\\u[0-9a-fA-F]{4}|\[(?:a-z|A-Z|0-9|\^)|\\[dwsbDWSB][+*{)]|\(\?[:=!<P]|\)[+*?]|\]\{\d/.test(value);
}

/** Identifiers, digests, addresses: things with a form of their own, also where they look random. */
export function hasItsOwnForm(value: string): boolean {
  return (
    /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value) ||
    // Half of a pair that is made to be published: Mapbox, Stripe, Clerk, PostHog, Supabase.
    /^(?:pk\.eyJ|pk_|phc_|sb_publishable_|pk-lf-)/.test(value) ||
    // A fingerprint of OpenPGP, as images name the key of a package archive.
    /^[0-9A-F]{40}$/.test(value) ||
    /^(?:sha(?:1|256|384|512)|md5)[-:=]/i.test(value) ||
    // What Fernet has encrypted: the key stands elsewhere.
    isEncrypted(value) ||
    /^\$(?:2[abxy]|argon2|pbkdf2|scrypt|[156])\$?/.test(value) ||
    /[a-z]:\/\//i.test(value) ||
    /^[\w.+-]+@[\w-]+\.[\w.]+$/.test(value) ||
    /^[\d.,:_/+ ()-]*[.,:_/+ ()-][\d.,:_/+ ()-]*$/.test(value) ||
    // A JSON Web Token, or its header alone: those that are whole are judged by what they claim.
    /^eyJ[\w-]*(?:\.|$)/.test(value) ||
    // A path on a server.
    /^\.{0,2}(?:\/[a-z][a-z0-9_.-]*){2,}\/?$/.test(value) ||
    // An action of a cloud.
    /^[a-z][a-z0-9-]*:[A-Z][a-z]+[A-Z][A-Za-z]+$/.test(value) ||
    // A list of names.
    /^[\w-]+(?:,[\w-]+){2,}$/.test(value) ||
    // Handed out for this moment.
    /:\d{13}$/.test(value) ||
    /^\d{4}-\d\d-\d\d(?:[T_]\d\d:?\d\d|$)/.test(value) ||
    /^(?:application|audio|image|multipart|text|video)\/[\w.+-]+$/.test(value) ||
    (/\.[a-z]{2,5}$/.test(value) && /^(?:\.{0,2}|~)\/|^[A-Za-z]:\\|\/[\w.-]*\/|^[\w-]+\.[a-z]+$/.test(value))
  );
}

/** A token of Fernet, which begins with its version and the time. */
export function isEncrypted(value: string): boolean {
  return /^gAAAAA[\w-]{60,}={0,2}$/.test(value);
}

export function isPathOrName(value: string): boolean {
  return (
    /^(?:\.{0,2}|~)\/|^[A-Za-z]:\\/.test(value) ||
    /\.(?:pem|key|crt|json|ya?ml|py|tsx?|jsx?|txt|env|html?|png|svg|md|css|com|org|io|net|dev)(?::\d{1,5})?$/i.test(
      value,
    ) ||
    /^(?:text|bg|border|flex|grid|font|px|py|mt|mb|ml|mr|--)-/.test(value)
  );
}

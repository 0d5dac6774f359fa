/** Something that a cleaned message holds. */
export type Content =
  | { kind: 'text'; type: 'text/plain' | 'text/html'; bytes: Buffer }
  | { kind: 'file'; type: string; name: string; bytes: Buffer }
  | { kind: 'alternative'; parts: Content[] }
  | { kind: 'mixed'; parts: Content[] };

export interface Header {
  name: string;
  /** As it stands in the message, folded. */
  value: string;
}

/** Writes a message: ASCII only, bodies in base64, boundaries counted. */
export function composeMessage(headers: readonly Header[], content: Content): Buffer {
  const level = levelAbove(content);
  let boundaries = 0;
  const lines = headers.map(({ name, value }) => `${name}: ${value}`);
  return Buffer.from([...lines, 'MIME-Version: 1.0', ...entity(content)].join('\r\n'), 'latin1');

  function entity(one: Content): string[] {
    if (one.kind === 'alternative' || one.kind === 'mixed') {
      // No line of base64 can look like this boundary.
      const boundary = `=_${level}_${++boundaries}`;
      return [
        `Content-Type: multipart/${one.kind}; boundary="${boundary}"`,
        '',
        ...one.parts.flatMap((part) => [`--${boundary}`, ...entity(part)]),
        `--${boundary}--`,
        '',
      ];
    }
    const type =
      one.kind === 'text'
        ? [`Content-Type: ${one.type}; charset=utf-8`]
        : [`Content-Type: ${one.type}`, `Content-Disposition: attachment; filename="${one.name}"`];
    if (one.type === 'message/rfc822') {
      // RFC 2046 § 5.2.1 allows no encoding, and ours is ASCII already.
      return [...type, '', ...one.bytes.toString('latin1').split('\r\n')];
    }
    const body = one.bytes.toString('base64').match(/.{1,76}/g) ?? [''];
    return [...type, 'Content-Transfer-Encoding: base64', '', ...body];
  }
}

/** The boundaries of messages inside this one, which stand in it as they are, must not be taken for its own. */
function levelAbove(content: Content): number {
  if (content.kind === 'alternative' || content.kind === 'mixed') {
    return Math.max(0, ...content.parts.map(levelAbove));
  }
  if (content.type !== 'message/rfc822') return 0;
  const levels = content.bytes.toString('latin1').matchAll(/^--=_(\d+)_/gm);
  return 1 + Math.max(0, ...[...levels].map(([, level]) => Number(level)));
}

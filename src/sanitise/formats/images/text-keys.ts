import type { RemovalKind } from '../../outcome.ts';

/** What the keyword of a text field in a picture tells (PNG § 11.3.3.1, and what programs write there). */
export function textKind(key: string): RemovalKind {
  for (const [names, kind] of KINDS) if (names.test(key)) return kind;
  return 'comment';
}

const KINDS: [RegExp, RemovalKind][] = [
  [/^(author|copyright|artist|creator|owner)$/i, 'author'],
  [/^(creation time|date.*|.*time|.*timestamp)$/i, 'time'],
  [/^(software|.*version|writer)$/i, 'software'],
  [/^(source|make|model|camera.*|device.*)$/i, 'device'],
  [/^(title|description|keywords|label|subject|disclaimer|warning)$/i, 'description'],
  [/^(raw profile type (exif|xmp|iptc|app1).*)$/i, 'other'],
  [/^thumb::(uri|.*path).*$/i, 'path'],
  [/^thumb::.*$/i, 'thumbnail'],
  [/(gps|location)/i, 'location'],
];

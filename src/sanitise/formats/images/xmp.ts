import type { RemovalKind } from '../../outcome.ts';

/** What the local names of XMP properties tell, in attributes and elements. */
const KINDS: [RegExp, RemovalKind][] = [
  [/^(GPS\w*|Location\w*|City|State|Country\w*|Sublocation|ProvinceState)$/, 'location'],
  [
    /^(creator|Artist|Author\w*|rights|By-?line|Credit|Owner\w*|CameraOwnerName|PersonInImage|CaptionWriter)$/i,
    'author',
  ],
  [/^(CreateDate|ModifyDate|MetadataDate|DateTime\w*|DateCreated|when)$/, 'time'],
  [/^(CreatorTool|Software|softwareAgent|Producer)$/, 'software'],
  [/^(Make|Model|SerialNumber|BodySerialNumber|Lens\w*|LensSerialNumber)$/, 'device'],
  [
    /^(DocumentID|InstanceID|OriginalDocumentID|documentID|instanceID|originalDocumentID|ImageUniqueID)$/,
    'identifier',
  ],
  [/^(title|description|subject|Headline|Keywords|Label|Rating|Caption\w*)$/, 'description'],
  [/^(Thumbnails|image)$/, 'thumbnail'],
  [/^(History|DerivedFrom|Ingredients)$/, 'history'],
];
const MOST = 1 << 20;

/** Counts the properties of an XMP packet by what they tell; a packet that tells nothing known counts once. */
export function summariseXmp(
  packet: Buffer,
  count: (kind: RemovalKind, count?: number) => void,
): void {
  const text = packet.toString('latin1', 0, MOST);
  let known = 0;
  for (const [, name = ''] of text.matchAll(
    /(?:<|\s)[A-Za-z][\w.-]*:([A-Za-z][\w.-]*)(?=[\s=>])/g,
  )) {
    const kind = KINDS.find(([names]) => names.test(name))?.[1];
    if (!kind) continue;
    known++;
    count(kind);
  }
  if (known === 0) count('other');
}

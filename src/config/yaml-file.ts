import { type Document, LineCounter, parseDocument, type YAMLError } from 'yaml';

/** A YAML file as plain data that still knows where everything in it stands. */
export interface YamlFile {
  value: unknown;
  /** What stands at `path`; undefined when nothing does. */
  at(path: readonly PropertyKey[]): unknown;
  /** The line of the value at `path`, or of the closest part of the file around it; null for the file as a whole. */
  lineOf(path: readonly PropertyKey[]): number | null;
}

/** The file is no YAML, or says the same thing twice. */
export class YamlError extends Error {
  override name = 'YamlError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join(' '));
    this.problems = problems;
  }
}

/** @throws YamlError */
export function readYaml(text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  // What is a warning to YAML (an unknown tag) is a setting that would not mean what was written.
  const wrong = [...document.errors, ...document.warnings];
  if (wrong.length > 0) throw new YamlError(wrong.map(sentence));
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    // Names that point nowhere, or to themselves over and over.
    if (error instanceof ReferenceError) throw new YamlError([`${plain(error.message)}.`]);
    throw error;
  }
  return {
    value,
    at: (path) => path.reduce<unknown>((inner, key) => step(inner, key), value),
    lineOf: (path) => {
      const offset = nearestOffset(document, path);
      return offset === null ? null : lines.linePos(offset).line;
    },
  };
}

function step(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}

/** A missing part is told with the line of what it is missing in; the file as a whole has none. */
function nearestOffset(document: Document, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as
      | { range?: [number, number, number] }
      | undefined;
    if (node?.range) return node.range[0];
  }
  return null;
}

const KNOWN: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: 'this setting stands twice in the same place',
  MULTIPLE_DOCS: 'a second document begins here (---), but one file is one configuration',
  TAB_AS_INDENT: 'lines are indented with spaces, not with tabs',
};

function sentence(error: YAMLError): string {
  const line = error.linePos?.[0].line;
  return `${line === undefined ? '' : `line ${line}: `}${KNOWN[error.code] ?? plain(error.message)}.`;
}

/** The library's own words without the excerpt of the file that follows them. */
function plain(message: string): string {
  const [first = ''] = message.split('\n');
  return `no valid YAML: ${first.replace(/ at line \d+.*$/, '').replace(/[.:]$/, '')}`;
}

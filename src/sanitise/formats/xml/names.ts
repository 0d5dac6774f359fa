import { NotCleanable } from '../format.ts';
import { eachAttribute } from './scan-xml.ts';

/** Tells which canonical name a name of the file means, by the namespaces that are in force at an element. */
export interface NameScope {
  /** Takes in a tag's declarations and returns its attributes under canonical names ('?…' when unknown). */
  enter(written: string, depth: number): Record<string, string>;
  element(name: string): string;
  canonicalPrefix(prefix: string): string | undefined;
  leave(depth: number): void;
}

interface Scope {
  depth: number;
  prefixes: Map<string, string | undefined>;
  elements: Map<string, string>;
  attributes: Map<string, string>;
}

/** `namespaces` gives the canonical prefix of each known namespace; '' for the one that is written without. */
export function nameScope(namespaces: ReadonlyMap<string, string>): NameScope {
  const scopes: Scope[] = [
    { depth: 0, prefixes: new Map([['xml', 'xml']]), elements: new Map(), attributes: new Map() },
  ];
  const current = (): Scope => scopes.at(-1) as Scope;

  function declare(declared: [string, string][], depth: number): void {
    const prefixes = new Map(current().prefixes);
    for (const [prefix, uri] of declared) {
      if (prefix === 'xml' || prefix === 'xmlns') throw new NotCleanable('damaged', 'namespace');
      prefixes.set(prefix, namespaces.get(uri));
    }
    scopes.push({ depth, prefixes, elements: new Map(), attributes: new Map() });
  }

  function declareAll(written: string, depth: number): void {
    const declared: [string, string][] = [];
    eachAttribute(written, (name, value) => {
      if (isDeclaration(name)) declared.push([name.slice(6), value]);
    });
    if (declared.length > 0) declare(declared, depth);
  }

  function resolve(name: string, isAttribute: boolean): string {
    const colon = name.indexOf(':');
    if (colon < 0 && isAttribute) return name;
    const prefix = current().prefixes.get(colon < 0 ? '' : name.slice(0, colon));
    const local = name.slice(colon + 1);
    if (prefix === undefined || local.includes(':')) return `?${local}`;
    return prefix === '' ? local : `${prefix}:${local}`;
  }

  function cached(cache: Map<string, string>, name: string, isAttribute: boolean): string {
    let canonical = cache.get(name);
    if (canonical === undefined) {
      canonical = resolve(name, isAttribute);
      cache.set(name, canonical);
    }
    return canonical;
  }

  return {
    enter(written, depth) {
      if (written.includes('xmlns')) declareAll(written, depth);
      const attributes: Record<string, string> = {};
      if (written === '') return attributes;
      const known = current().attributes;
      eachAttribute(written, (name, value) => {
        if (!isDeclaration(name)) attributes[cached(known, name, true)] = value;
      });
      return attributes;
    },
    element: (name) => cached(current().elements, name, false),
    canonicalPrefix: (prefix) => current().prefixes.get(prefix),
    leave(depth) {
      if (current().depth === depth) scopes.pop();
    },
  };
}

function isDeclaration(name: string): boolean {
  return name.startsWith('xmlns') && (name.length === 5 || name[5] === ':');
}

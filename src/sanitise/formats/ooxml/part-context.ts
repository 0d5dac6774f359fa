import type { RemovalKind } from '../../outcome.ts';
import type { Family } from './namespaces.ts';

/** What the rules for one part may ask for. */
export interface PartContext {
  readonly family: Family;
  /** The one element that may be its root. */
  readonly root: string;
  removed(kind: RemovalKind, count?: number): void;
  /** The new id of a relationship, which by asking becomes used; undefined when its target does not stay. */
  relation(id: string): string | undefined;
  /** New names for names that tell something or link copies of one document; the same for the whole document. */
  readonly rename: {
    bookmark(name: string): string;
    /** Points and connections of a diagram. */
    model(id: string): string;
    /** Rules of conditional formats. */
    rule(id: string): string;
  };
  /** The shared strings of a workbook that a cell shows. */
  readonly strings: Set<number>;
}

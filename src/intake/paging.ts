/** One page of a long list; pages count from 1. */
export interface ListPage<Item> {
  items: Item[];
  /** Numbers of the pages beside it; null at the ends. */
  before: number | null;
  after: number | null;
}

/** The page with a number as it stands in an address; null when there is no such page. */
export function listPage<Item>(
  items: readonly Item[],
  number: unknown,
  most: number,
): ListPage<Item> | null {
  const page = Number(number ?? 1);
  const pages = Math.max(1, Math.ceil(items.length / most));
  if (!Number.isInteger(page) || page < 1 || page > pages) return null;
  return {
    items: items.slice((page - 1) * most, page * most),
    before: page > 1 ? page - 1 : null,
    after: page < pages ? page + 1 : null,
  };
}

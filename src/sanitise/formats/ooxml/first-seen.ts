/** Gives each name a new one, counted in the order in which the names turn up. */
export function firstSeen(name: (old: string, count: number) => string): (old: string) => string {
  const known = new Map<string, string>();
  return (old) => {
    let renamed = known.get(old);
    if (renamed === undefined) {
      renamed = name(old, known.size + 1);
      known.set(old, renamed);
    }
    return renamed;
  };
}

/** Gives the classes and ids of one page new names in the order they turn up: the old ones can say who made the page with what. */
export function openNames() {
  const classes = new Map<string, string>();
  const ids = new Map<string, string>();
  const renamed = (names: Map<string, string>, letter: string, name: string) => {
    const known = names.get(name);
    if (known) return known;
    const fresh = `${letter}${names.size + 1}`;
    names.set(name, fresh);
    return fresh;
  };
  return {
    ofClass: (name: string) => renamed(classes, 'c', name),
    ofId: (name: string) => renamed(ids, 'i', name),
  };
}

export type Names = ReturnType<typeof openNames>;

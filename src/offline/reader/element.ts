type Child = Node | string | null | false;

interface Settings {
  class?: string;
  id?: string;
  /** Attributes as they stand in HTML; false and undefined leave one out. */
  attributes?: Record<string, string | boolean | undefined>;
  on?: Partial<{ [Name in keyof HTMLElementEventMap]: (event: HTMLElementEventMap[Name]) => void }>;
}

/** Makes an element. Text goes in as text and nothing else, so that no report can become markup. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  settings: Settings = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (settings.class) element.className = settings.class;
  if (settings.id) element.id = settings.id;
  for (const [attribute, value] of Object.entries(settings.attributes ?? {})) {
    if (value === true) element.setAttribute(attribute, '');
    else if (typeof value === 'string') element.setAttribute(attribute, value);
  }
  for (const [event, listener] of Object.entries(settings.on ?? {})) {
    element.addEventListener(event, listener as EventListener);
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

export function button(
  text: string,
  press: () => void,
  settings: { second?: boolean; label?: string } = {},
): HTMLButtonElement {
  const attributes = { type: 'button', 'aria-label': settings.label };
  return el(
    'button',
    { ...(settings.second ? { class: 'second' } : {}), attributes, on: { click: press } },
    text,
  );
}

/** A definition list of what is known; empty values are left out. */
export function facts(rows: readonly [label: string, value: string | null | undefined][]): Node {
  const known = rows.filter(([, value]) => value);
  return el(
    'dl',
    { class: 'facts' },
    ...known.flatMap(([label, value]) => [
      el('dt', {}, label),
      el('dd', { class: 'words' }, value as string),
    ]),
  );
}

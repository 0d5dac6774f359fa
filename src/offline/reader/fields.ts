import { el } from './element.ts';

/** A labelled field of a form. `node` is what goes on the page. */
export interface Field<Control> {
  node: HTMLElement;
  control: Control;
}

let lastId = 0;
const newId = () => `field-${++lastId}`;

function labelled<Control extends HTMLElement>(
  control: Control,
  label: string,
  hint?: string,
): Field<Control> {
  const id = newId();
  control.id = id;
  if (hint) control.setAttribute('aria-describedby', `${id}-hint`);
  const node = el(
    'div',
    { class: 'field' },
    el('label', { attributes: { for: id } }, label),
    hint ? el('span', { class: 'hint', id: `${id}-hint` }, hint) : null,
    control,
  );
  return { node, control };
}

export function textField(label: string, hint?: string): Field<HTMLInputElement> {
  return labelled(el('input', { attributes: { autocomplete: 'off' } }), label, hint);
}

export function numberField(
  label: string,
  value: number,
  min = 2,
  max = 20,
): Field<HTMLInputElement> {
  const field = labelled(
    el('input', { attributes: { type: 'number', min: String(min), max: String(max) } }),
    label,
  );
  field.control.value = String(value);
  return field;
}

/** A passphrase, never offered to the browser's own store of passwords. */
export function passphraseField(label: string, hint?: string): Field<HTMLInputElement> {
  const control = el('input', { attributes: { type: 'password', autocomplete: 'new-password' } });
  return labelled(control, label, hint);
}

export function textArea(label: string, rows: number, hint?: string): Field<HTMLTextAreaElement> {
  const control = el('textarea', { attributes: { rows: String(rows), spellcheck: 'false' } });
  return labelled(control, label, hint);
}

export function fileField(label: string, many = false, hint?: string): Field<HTMLInputElement> {
  return labelled(el('input', { attributes: { type: 'file', multiple: many } }), label, hint);
}

export function checkbox(label: string, checked = false): Field<HTMLInputElement> {
  const id = newId();
  const control = el('input', { id, attributes: { type: 'checkbox' } });
  control.checked = checked;
  const node = el(
    'div',
    { class: 'pick' },
    control,
    el('label', { attributes: { for: id } }, label),
  );
  return { node, control };
}

/** One of several, as radio buttons. */
export function choice<Value extends string>(
  legend: string,
  options: readonly [value: Value, label: string][],
  chosen: Value,
  change: (value: Value) => void = () => undefined,
): { node: HTMLElement; value: () => Value } {
  const group = newId();
  let value = chosen;
  const picks = options.map(([option, label]) => {
    const id = newId();
    const control = el('input', {
      id,
      attributes: { type: 'radio', name: group, value: option, checked: option === chosen },
      on: {
        change: () => {
          value = option;
          change(option);
        },
      },
    });
    return el('div', { class: 'pick' }, control, el('label', { attributes: { for: id } }, label));
  });
  return {
    node: el('fieldset', {}, el('legend', {}, legend), ...picks),
    value: () => value,
  };
}

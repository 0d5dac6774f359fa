import type { PdfFile } from './file.ts';
import { tooComplex } from './limits.ts';
import { isDict, nameOf, type PdfDict, PdfRef, type PdfValue } from './values.ts';

/** Which layers (optional content, ISO 32000-1 § 8.11) are seen when the document is opened on a screen. */
export interface Layers {
  /** True for what is no layer at all. */
  shows(value: PdfValue | undefined): boolean;
}

const MAX_DEPTH = 32;

export function readLayers(file: PdfFile, catalog: PdfDict): Layers {
  const properties = file.resolve(catalog.get('OCProperties'));
  // Without this dictionary there are no layers, whatever the pages say (merged files).
  if (!isDict(properties)) return { shows: () => true };
  const off = layersOff(file, properties);

  function shows(value: PdfValue | undefined): boolean {
    const dict = file.resolve(value);
    if (!isDict(dict)) return true;
    if (nameOf(file.resolve(dict.get('Type'))) !== 'OCMD') {
      return !(value instanceof PdfRef && off.has(value.number));
    }
    const expression = file.resolve(dict.get('VE'));
    if (Array.isArray(expression)) return evaluate(expression, 0);
    const groups = file.resolve(dict.get('OCGs'));
    const states = (Array.isArray(groups) ? groups : [dict.get('OCGs')])
      .filter((group) => isDict(file.resolve(group)))
      .map(shows);
    if (states.length === 0) return true;
    switch (nameOf(file.resolve(dict.get('P')))) {
      case 'AllOn':
        return states.every((on) => on);
      case 'AnyOff':
        return states.some((on) => !on);
      case 'AllOff':
        return states.every((on) => !on);
      default:
        return states.some((on) => on);
    }
  }

  function evaluate(expression: PdfValue[], depth: number): boolean {
    if (depth > MAX_DEPTH) throw tooComplex('a visibility expression nested too deep');
    const [operator, ...operands] = expression;
    const one = (operand: PdfValue): boolean => {
      const value = file.resolve(operand);
      return Array.isArray(value) ? evaluate(value, depth + 1) : shows(operand);
    };
    switch (nameOf(file.resolve(operator))) {
      case 'Not':
        return !operands.slice(0, 1).every(one);
      case 'And':
        return operands.every(one);
      default:
        return operands.some(one);
    }
  }

  return { shows };
}

function layersOff(file: PdfFile, properties: PdfDict): Set<number> {
  const list = (value: PdfValue | undefined): number[] => {
    const items = file.resolve(value);
    if (!Array.isArray(items)) return [];
    return items.flatMap((item) => (item instanceof PdfRef ? [item.number] : []));
  };
  const config = file.resolve(properties.get('D'));
  if (!isDict(config)) return new Set();
  const startsOff = nameOf(file.resolve(config.get('BaseState'))) === 'OFF';
  const off = new Set(startsOff ? list(properties.get('OCGs')) : []);
  for (const number of list(config.get('ON'))) off.delete(number);
  for (const number of list(config.get('OFF'))) off.add(number);
  // Viewers that follow the usage hide what is meant for printing only; a screen is what the reporter looked at.
  const usages = file.resolve(config.get('AS'));
  for (const usage of Array.isArray(usages) ? usages.map(file.resolve) : []) {
    if (!isDict(usage) || nameOf(file.resolve(usage.get('Event'))) !== 'View') continue;
    for (const number of list(usage.get('OCGs'))) {
      if (viewState(file, number) === 'OFF') off.add(number);
    }
  }
  return off;
}

function viewState(file: PdfFile, number: number): string | undefined {
  let at: PdfValue = new PdfRef(number);
  for (const key of ['Usage', 'View', 'ViewState']) {
    const dict = file.resolve(at);
    if (!isDict(dict)) return undefined;
    at = dict.get(key) ?? null;
  }
  return nameOf(file.resolve(at));
}

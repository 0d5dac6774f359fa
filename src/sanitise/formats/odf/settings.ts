/** Settings that tell of the author's program, printer, databases or editing sessions. */
const TELLING =
  /rsid|printer|database|author|password|redline|path|url|book|user|redaction|protection|view/i;

/** Whether a setting of a document stays: switches and numbers that change how it is laid out. */
export function settingStays(name: string, type: string): boolean {
  return /^(?:boolean|short|int)$/.test(type) && /^[A-Za-z0-9]+$/.test(name) && !TELLING.test(name);
}

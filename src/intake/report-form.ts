import { type LeaveOut, wrongLeaveOut } from '../cases/left-out.ts';
import type { Submission } from '../cases/seal-message.ts';
import type { Upload } from '../cases/upload.ts';
import type { Choice, Limits } from '../config/schema.ts';
import { formatNumber } from '../languages/format.ts';
import { CONTACT_LENGTH } from '../seal/message.ts';
import { isNobody, leaveOutFrom } from './leave-out.ts';
import { nameOf, type Place } from './site.ts';

/** What was typed into the report form, as it arrived. */
export interface Typed {
  identity: string;
  contactName: string;
  contactEmail: string;
  contactPhone: string;
  contactOther: string;
  relation: string;
  category: string;
  text: string;
  originals: string;
  leaveOut: LeaveOut;
}

/** Messages by the field they belong to. */
export type FieldErrors = Partial<Record<keyof Typed, string>>;

export function typedFrom(fields: Record<string, unknown>): Typed {
  const field = (name: string) => {
    const value = fields[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    identity: field('identity'),
    contactName: field('contactName').slice(0, CONTACT_LENGTH),
    contactEmail: field('contactEmail').slice(0, CONTACT_LENGTH),
    contactPhone: field('contactPhone').slice(0, CONTACT_LENGTH),
    contactOther: field('contactOther').slice(0, CONTACT_LENGTH),
    relation: field('relation'),
    category: field('category'),
    text: typedText(field('text')),
    originals: field('originals'),
    leaveOut: leaveOutFrom(fields),
  };
}

/** Browsers send line ends as CRLF (HTML, "constructing the entry list"). */
export function typedText(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** Few things can be wrong, because nobody should have to send files twice over Tor. */
export function fieldErrors(
  place: Place,
  limits: Limits,
  typed: Typed,
  files: number,
): FieldErrors {
  const texts = place.texts.intake.report.errors;
  const errors: FieldErrors = {};
  if (typed.text.trim() === '' && files === 0) errors.text = texts.empty;
  const long = textTooLong(place, limits, typed.text);
  if (long) errors.text = long;
  const left = wrongLeaveOut(place.channel, typed.leaveOut);
  if (left !== null) errors.leaveOut = place.texts.leaveOut[left === 'nobody' ? 'nobody' : 'gone'];
  if (!isChoice(place.channel.relations, typed.relation)) errors.relation = texts.choice;
  if (!isChoice(place.channel.categories, typed.category)) errors.category = texts.choice;
  return errors;
}

export function textTooLong(place: Place, limits: Limits, text: string): string | null {
  if (text.length <= limits.textCharacters) return null;
  const characters = formatNumber(place.language, limits.textCharacters);
  return place.texts.intake.report.errors.tooLong({ characters });
}

/** No answer is an answer. */
function isChoice(choices: readonly Choice[], id: string): boolean {
  return id === '' || choices.some((choice) => choice.id === id);
}

export function submissionOf(place: Place, typed: Typed, uploads: readonly Upload[]): Submission {
  const named = typed.identity === 'named';
  const contact = {
    name: typed.contactName.trim(),
    email: typed.contactEmail.trim(),
    phone: typed.contactPhone.trim(),
    other: typed.contactOther.trim(),
  };
  const filled = Object.values(contact).some((value) => value !== '');
  return {
    fields: {
      kind: 'report',
      language: place.language,
      // A name that was promised but left out is none; the receipt says so.
      identity: named && filled ? 'named' : 'anonymous',
      originals: typed.originals === 'yes',
      ...chosen(place, 'relation', place.channel.relations, typed.relation),
      ...chosen(place, 'category', place.channel.categories, typed.category),
    },
    ...(isNobody(typed.leaveOut) ? {} : { leaveOut: typed.leaveOut }),
    text: typed.text,
    contact: named ? contact : null,
    uploads,
  };
}

/** What was chosen, by its id and in the words that stood on the form. */
function chosen(
  { language }: Place,
  name: 'relation' | 'category',
  choices: readonly Choice[],
  id: string,
): Pick<Submission['fields'], 'relation' | 'relationLabel' | 'category' | 'categoryLabel'> {
  const choice = choices.find((candidate) => candidate.id === id);
  return choice ? { [name]: id, [`${name}Label`]: nameOf(choice.label, language) } : {};
}

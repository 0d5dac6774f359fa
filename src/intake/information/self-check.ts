import type { Law } from '../../languages/page-ids.ts';
import { nameOf, type Place } from '../site.ts';
import { lawOf } from './law-of.ts';
import { notHere } from './not-here.ts';
import { provision } from './provisions.ts';
import type { Section } from './sections.ts';

/** A question of the self-check. */
export interface Question {
  id: string;
  label: string;
}

/** How somebody may be connected to the organisation: in its own words, or in ours where it does not ask. */
export function relationsOf({
  channel,
  language,
  texts,
}: Place): (Question & { covered: boolean })[] {
  const { law } = lawOf(channel.profile);
  const { work, partner, other } = texts.selfCheck.relations;
  if (channel.relations.length > 0) {
    return channel.relations.map(({ id, label, covered }) => ({
      id,
      label: nameOf(label, language),
      covered,
    }));
  }
  return [
    { id: 'work', label: work, covered: true },
    // Arbeidsmiljøloven § 2 A-1 names employees and hired workers only.
    { id: 'partner', label: partner, covered: law !== 'no' },
    { id: 'other', label: other, covered: false },
  ];
}

/** What it may be about: what belongs here, then what belongs elsewhere. */
export function topicsOf(place: Place): (Question & { instead: string | null })[] {
  const { channel, language } = place;
  return [
    ...channel.categories.map(({ id, label }) => ({
      id: `here-${id}`,
      label: nameOf(label, language),
      instead: null,
    })),
    ...notHere(place).map(({ id, label, instead }) => ({ id: `elsewhere-${id}`, label, instead })),
  ];
}

/** What is told to somebody who chose these; ids that there are not count as no answer. */
export interface Told {
  place: Section;
  protection: Section;
  name: Section[];
  /** The same answers for the report form; empty where it does not ask. */
  relation: string;
  category: string;
}

export function tell(place: Place, chosen: { relation: string; topic: string }): Told {
  const { channel, language, texts } = place;
  const { law } = lawOf(channel.profile);
  const relation = relationsOf(place).find(({ id }) => id === chosen.relation);
  const topic = topicsOf(place).find(({ id }) => id === chosen.topic);
  const t = texts.selfCheck;
  const here = topic === undefined ? t.unsaid : t.belongs;
  const say = (words: string, basis = '') => ({ words, provision: basis });
  const who = provision('who', law, language);
  return {
    place: topic?.instead
      ? say(`${t.goes} **${topic.label}.** ${topic.instead}\n\n${t.also}`)
      : say(here, topic === undefined ? '' : provision('what', law, language)),
    protection:
      relation === undefined
        ? say(t.relationUnsaid)
        : say(relation.covered ? t.covered[law] : t.notCovered, who),
    name: nameTold(place, law, relation?.covered),
    relation: channel.relations.length > 0 ? (relation?.id ?? '') : '',
    category: topic?.instead === null ? topic.id.replace('here-', '') : '',
  };
}

/**
 * Swedish secrecy covers only those whom the act protects (OSL 32 kap. 3 b §); everybody else's report is a public record.
 * Who did not say is told both.
 */
function nameTold({ language, texts }: Place, law: Law, covered: boolean | undefined): Section[] {
  const secret = { words: texts.law.name[law], provision: provision('name', law, language) };
  const open =
    law === 'se'
      ? { words: texts.law.publicRecord, provision: provision('publicRecord', law, language) }
      : { words: texts.selfCheck.nameNotCovered, provision: '' };
  if (covered === true) return [secret];
  if (covered === false) return [open];
  return [secret, open];
}

import type { Law } from '../page-ids.ts';

/** Two questions before the form: they inform, and never stop anybody. */

const covered: Record<Law, string> = {
  dk: 'The whistleblower act protects you, if you have good reason to believe that what you write is true.',
  se: 'The whistleblower act protects you, if you have good reason to believe that what you write is true.',
  no: 'The Working Environment Act protects you, if you have reason to believe that what you write is true.',
  eu: 'The law protects you, if you have good reason to believe that what you write is true.',
};

export const selfCheck = {
  title: 'Does it belong here?',
  teaser: 'Two questions, and where else you could go.',
  lead: 'Two questions, and you see whether this is the right place and what protects you. You can report whatever the answer is.',
  kept: 'What you choose here is not kept, and it is not put into the address.',
  submit: 'Show the answer',
  /** How people are connected to the organisation, where it does not ask in its own words. */
  relations: {
    work: 'I work or worked here, or I am applying',
    partner: 'I work for a supplier or a partner',
    other: 'I live here, or am a customer or a relative',
  },
  answerTitle: 'What this means for you',
  placeTitle: 'Is this the right place?',
  belongs: 'Yes. What you chose belongs here, if it is serious.',
  goes: 'What you chose has another place as a rule:',
  also: 'Is it also a serious wrong that harms others? Then it belongs here too.',
  unsaid: 'You did not say what it is about. Serious wrongs belong here.',
  protectedTitle: 'Does the law protect you?',
  covered,
  notCovered:
    'The law does not protect people with your connection as whistleblowers. Your report is read all the same, but it may have to be rejected.',
  relationUnsaid:
    'You did not say how you are connected to the organisation. As a rule, the law protects those who know of the matter through their work.',
  nameTitle: 'Who learns your name?',
  nameNotCovered:
    'The rules that keep a whistleblower’s name secret may not hold for you. Do not write who you are, if nobody may know.',
  guide: 'This is a guide. Those who handle reports look at each case.',
  report: 'Write the report',
  again: 'Answer once more',
};

export type SelfCheckTexts = typeof selfCheck;

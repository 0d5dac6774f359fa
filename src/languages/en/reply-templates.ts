/** Texts to begin a reply with; what stands in brackets is for the unit to fill in. */
export const replyTemplates = {
  acknowledgement:
    'We have received your report. A person has seen it.\n\nYou will get feedback by [date]. Please come back to this mailbox about [date]: we may have questions.\n\nYou can write to us here at any time and add documents.',
  inScope:
    'We have looked at your report. It belongs to this scheme, and we will follow up on it.\n\nNext we will [what happens next]. You will get feedback by [date].',
  outOfScope:
    'We have looked at your report. It does not belong to this scheme, because [reason].\n\nThe right place for it is [channel, with contact details]. We have not passed it on.\n\nWe will delete what you sent by [date].',
  question:
    'Thank you for your report. To go on we need to know more:\n\n1. [question]\n2. [question]\n\nDo not tell us anything by which you could be known if you want to stay anonymous. Please answer by [date].',
  feedback:
    'This is what we did with your report, and why.\n\nWhat we did: [steps]\n\nWhat came of it: [result]\n\nReasons: [reasons]\n\nIf you do not agree, you can turn to [external channel].',
  minutes:
    'Minutes of our talk on [date]. Please read them. You can approve them or correct them here in the mailbox.\n\n[minutes]',
  'consent-request':
    'We would like to tell [who] that [what could show who you are], because [reason].\n\nYou decide. If you say no, we will not do it, and you will have no disadvantage from it. Please answer here in the mailbox by [date].',
  message: '',
};

export type ReplyTemplates = typeof replyTemplates;

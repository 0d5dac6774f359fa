import type { Law } from '../page-ids.ts';

/**
 * What each law says, in words that everybody understands. The provision behind each text stands in
 * src/intake/information/provisions.ts, and under the text on its page. Say nothing that is not in it.
 */

const who: Record<Law, string> = {
  dk: 'You, if you know the organisation from your work:\n\n- you work here, or used to, or are applying for a job\n- you are a trainee or a volunteer, paid or not\n- you work for a supplier or a contractor, or are self-employed and work with us\n- you own shares in it, or sit on its board or in its management',
  se: 'You, if you know the organisation from your work:\n\n- you work here or are hired in, used to be, or are applying for a job\n- you are a trainee or a volunteer, or want to be\n- you are self-employed and do work here\n- you sit on the board or in the management of a company, or own shares in it and work there\n\nResidents, customers, relatives and elected politicians are not protected by the act.',
  no: 'You, if you work here:\n\n- you are employed or hired in\n- you work here without being employed, for instance as a student in training\n\nThe act does not name others, such as suppliers and people who have left.',
  eu: 'You, if you learned of it through your work:\n\n- you work here, or used to, or are applying for a job\n- you are a trainee or a volunteer, paid or not\n- you work for a supplier or a contractor, or are self-employed\n- you own shares in it, or sit on its board or in its management',
};

const what: Record<Law, string> = {
  dk: 'Serious breaches of the law and other serious matters, and breaches of certain EU rules. For instance:\n\n- bribery, fraud, theft, misuse of money\n- sexual harassment, violence, gross harassment\n- danger to people or nature\n- gross or repeated breaches of important rules\n- attempts to hide any of this',
  se: 'Wrongs that the public has an interest in knowing of, and breaches of certain EU rules. For instance:\n\n- bribes, fraud, forgery\n- serious lack of safety, harm to nature\n- abuse of power, gross breaches of rules\n- attempts to hide any of this',
  no: 'What breaks the law, the written ethical rules of the workplace, or what most people in society hold to be right. For instance:\n\n- danger to life or health\n- danger to climate or nature\n- corruption and other economic crime\n- abuse of power\n- a working environment that is not safe\n- personal data that is not kept safe',
  eu: 'Breaches of EU rules, among others on public contracts, money laundering, safe products and transport, nature, food, health, consumers, personal data, competition and the money of the EU. The law of your country may cover more, such as:\n\n- bribery, fraud, misuse of money\n- danger to people or nature\n- attempts to hide any of this',
};

const retaliation: Record<Law, string> = {
  dk: 'Nobody may dismiss you, take away your tasks, harass you or harm you in other ways because you reported. Nobody may threaten you with it, or try to stop you. If you are harmed after reporting, your employer must prove that it had other reasons. You have a right to compensation.\n\nThis also holds for those who help you, and for colleagues and relatives who could be harmed.',
  se: 'Your employer may not try to stop you, and may not punish you for reporting: no dismissal, no worse tasks, no threats. Whoever does so has to pay damages.\n\nThis also holds for those at work who help you, such as a safety representative, and for colleagues and relatives there.',
  no: 'All retaliation is forbidden: threats, harassment, warnings, other tasks, dismissal. If there is reason to believe that it happened, your employer must show that it did not. You can claim redress, also from the Discrimination Tribunal (diskrimineringsnemnda.no).\n\nYour employer must see to it that you have a safe working environment, and look into the report within a reasonable time.',
  eu: 'Nobody may dismiss you, pass you over, harass you or harm you in other ways because you reported, or threaten you with it. If you are harmed after reporting, your employer must prove that it had other reasons.\n\nThis also holds for those who help you, and for colleagues and relatives who could be harmed.',
};

const goodFaith: Record<Law, string> = {
  dk: 'You must have good reason to believe that what you write is true. If you were wrong in good faith, you are still protected. Whoever reports what they *know* is false can be fined.',
  se: 'You must have good reason to believe that what you write is true. If you were wrong in good faith, you are still protected. Whoever reports what they know is false is not.',
  no: 'You may report what you have reason to believe. If you were wrong in good faith, you are still protected. Do not write what you know is false. What only concerns your own job is not whistleblowing, unless it is also such a wrong.',
  eu: 'You must have good reason to believe that what you write is true. If you were wrong in good faith, you are still protected. Whoever reports what they *know* is false can be punished.',
};

const secrecy: Record<Law, string> = {
  dk: 'You break no duty of secrecy if you had good reason to believe that it was needed to reveal the matter. This does not hold for state secrets, nor for the secrecy of doctors and lawyers. You may not commit a crime to get the information.',
  se: 'You are not held liable for breaking a duty of secrecy if you had good reason to believe that it was needed to reveal the matter. This does not hold for the strictest kinds of secrecy, and it gives no right to hand over documents. You may not commit a crime to get the information.',
  no: 'Reporting within the organisation, in the way it has laid down, is always allowed. If you are bound to secrecy, write only what the report needs.',
  eu: 'You are not held liable for breaking a duty of secrecy if you had good reason to believe that it was needed to reveal the matter. This does not hold for state secrets, nor for the secrecy of doctors and lawyers. You may not commit a crime to get the information.',
};

const name: Record<Law, string> = {
  dk: 'Those who handle reports are bound to secrecy. Your name, and whatever could show who you are, goes to nobody else unless you say yes. Only authorities and courts may get it, to stop a wrong or to give somebody a fair trial. You are told first, unless that would spoil the case. Rules on access to documents do not give it away.',
  se: 'If the act protects you, everything that could show who you are is secret, also when somebody asks for the report. It is passed on only if a law says so, and you are told first, unless that would spoil the case. Data on others in the case is secret too, as a rule.',
  no: 'The act has no rule that keeps your name secret in reports within a workplace. Only those who need it for the case should learn it. Give no name if nobody may know it. In public bodies, people can ask for access to documents; personal matters are then secret.',
  eu: 'Your name, and whatever could show who you are, goes to nobody but those who handle reports, unless you say yes. Only authorities and courts may get it, if a law says so. You are told first, unless that would spoil the case.',
};

/** Where reports are public records, and the reporter is not protected by the act. */
const publicRecord =
  'If the act does **not** protect you, your report is an ordinary public record. Anybody may ask to read it, and your name is then seldom secret. So do not write who you are, if nobody should know.';

const external: Record<Law, string> = {
  dk: 'You are free to choose the National Whistleblower Scheme instead of us. The Danish Data Protection Agency runs it: whistleblower.dk. You need not have written to us first.',
  se: 'You can go straight to an authority. Some thirty of them take reports, each in its own field. The Work Environment Authority has a list: av.se. You need not have written to us first.',
  no: 'You can always report to a supervisory or another public authority, for instance the Labour Inspection Authority: arbeidstilsynet.no. You need not have written to us first.',
  eu: 'You can go straight to the authority that your country has chosen for such reports. You need not have written to us first.',
};

const toPublic: Record<Law, string> = {
  dk: 'Whoever goes public is protected by the act in three cases only:\n\n- an external scheme was told and nobody acted in time\n- the public is in clear or imminent danger\n- the external scheme would bring revenge on you, or is unlikely to help\n\nPublic employees also have their freedom of speech. No scheme changes that.',
  se: 'You may tell the press what you know, so that it can be published. A public body may not try to find out who did, nor punish anybody for it. Some kinds of secrecy are exempt.\n\nIf you go public in other ways, the act protects you in certain cases only: for instance when an authority was told and did not act in time, or when the public is in clear danger.',
  no: 'You may go to the press or the public if three things hold:\n\n- you have taken care and believe that it is true\n- the public has an interest in it\n- you have reported within the workplace first, or have reason to believe that it would not help',
  eu: 'Whoever goes public is protected in certain cases only: when reports were made and nobody acted in time, when the public is in clear or imminent danger, or when an authority would bring revenge on you or is unlikely to help.',
};

const dataBasis: Record<Law, string> = {
  dk: 'The whistleblower act obliges the organisation to take reports and to look into them. It may use personal data for that.',
  se: 'The whistleblower act obliges the organisation to take reports and to follow them up. It may use personal data for that.',
  no: 'The law obliges the employer to take reports and to look into them. It may use personal data for that.',
  eu: 'The law obliges the organisation to take reports and to look into them. It may use personal data for that.',
};

const dataComplaint: Record<Law, string> = {
  dk: 'You can complain to the Danish Data Protection Agency: datatilsynet.dk.',
  se: 'You can complain to the Swedish Authority for Privacy Protection: imy.se.',
  no: 'You can complain to the Norwegian Data Protection Authority: datatilsynet.no.',
  eu: 'You can complain to the data protection authority of your country.',
};

const accessibilityBody: Record<Law, string> = {
  dk: 'the Danish Agency for Digital Government (digst.dk)',
  se: 'the Swedish Agency for Digital Government (digg.se)',
  no: 'the Norwegian Authority for Universal Design of ICT (uutilsynet.no)',
  eu: 'the body that your country has chosen for it',
};

export const law = {
  who,
  what,
  retaliation,
  goodFaith,
  secrecy,
  name,
  publicRecord,
  external,
  toPublic,
  dataBasis,
  dataComplaint,
  accessibilityBody,
  /** On the pages of a scheme that is itself an external one. */
  externalScheme: {
    who: 'This is an external scheme: it takes reports about other workplaces. You can write if you know of it through your work. You need not have told your workplace first.',
    other:
      'If your workplace has a scheme of its own, you may use that instead, or as well. You are free to choose.',
  },
};

export type LawTexts = typeof law;

import type { PageId } from '../page-ids.ts';

/**
 * The pages to read before the form, in Markdown: one text a thought, put together by src/intake/information/. What
 * depends on the law is in law.ts. Write short sentences (LIX under 45, which a test measures).
 */

const titles: Record<PageId, string> = {
  scope: 'Who can report, and about what',
  anonymity: 'How to stay anonymous',
  protection: 'How you are protected',
  elsewhere: 'Other ways to speak up',
  process: 'What happens, and when',
  limits: 'What this site can and cannot do',
  privacy: 'Your personal data',
  accessibility: 'Accessibility statement',
};

const teasers: Record<PageId, string> = {
  scope: 'What belongs here, and where to go with the rest.',
  anonymity: 'Device, network, Tor, words and files.',
  protection: 'Against punishment, and who learns your name.',
  elsewhere: 'By telephone, to an authority, to the press.',
  process: 'Dates, answers and deletion.',
  limits: 'What we keep, what we see, what we cannot hide.',
  privacy: 'Who is responsible, and your rights.',
  accessibility: 'How well everybody can use these pages.',
};

export const pages = {
  titles,
  teasers,
  before: 'Before you write',
  about: 'About this service',
  more: 'Read on',
  readers: (p: { name: string }) =>
    `Only the people whom ${p.name} has chosen for this can read your report.`,

  scope: {
    who: '## Who can report',
    others: 'Are you none of these? You can still write. But the law may not protect you then.',
    what: '## What you can report',
    system: 'It may also be a fault in a system for which nobody is to blame.',
    proof: 'You need no proof. It is enough that you have good reason to believe that it is true.',
    notHere: '## What does not belong here',
    unsure:
      'Not sure? Write anyway. If it does not belong here, you are told so in your mailbox, and you lose nothing.',
    danger:
      '**Is somebody in danger right now? Call 112.** Nobody watches this site day and night.',
  },

  /** What belongs elsewhere, where the organisation does not say so itself. */
  notHere: {
    own: {
      label: 'Only my own job: pay, hours, leave, getting along',
      instead: 'Talk to your manager, to HR, to your union or to your safety representative.',
    },
    decision: {
      label: 'A decision or a service I am unhappy with',
      instead: 'Complain to those who made it. The letter with the decision says how.',
    },
    repair: {
      label: 'Something that must be repaired or cleaned',
      instead: 'Tell the ordinary customer service.',
    },
    danger: {
      label: 'Somebody is in danger right now',
      instead: 'Call 112. Write here afterwards, if it is also a serious wrong.',
    },
  },

  anonymity: {
    device:
      '## Your device and your network\n\n- Use your own phone or computer. Never one from work.\n- Do not use the network, wifi or VPN of your workplace. It can see which sites are visited.\n- Type the address yourself, or copy it. A click on a link at work can be seen.\n- Sit where nobody and no camera sees your screen. Close the window afterwards.',
    tor: '## Tor Browser\n\nTor Browser hides from us, and from everybody on the way, where you are. It is free: torproject.org. Get it at home. Choose the security level “Safest”.\n\nYour network can see *that* you use Tor, but not what for. Tor does not hide what you write.',
    onion: (p: { onion: string }) =>
      `With Tor Browser, use our onion address. Then nobody on the way sees that you visit us:\n\n\`${p.onion}\``,
    write:
      '## What you write\n\n- Leave out your name, number, address and title.\n- Leave out what only you can know. “I was alone with her” says who you are.\n- Write plainly. Words that you are known for can give you away.\n- Think of who knows that you know. Many workplaces keep a record of who opened or printed a document.',
    files:
      '## Photos and documents\n\nWe remove hidden information from your files: place, device, author and more. Afterwards you see what was removed. If a file cannot be cleaned, you decide whether it is sent.\n\nNo tool removes what a file *shows*: faces, voices, handwriting, watermarks, your name in a corner, or the faint dots that many printers leave.\n\nA black bar over text hides it only on the screen: often the text is still in the file. The same goes for a picture that was cropped in Word. Take a screen shot of what you want to show instead.\n\nKeep your originals safe, and not at work. Do not break the law to get proof.',
    code: '## Your code\n\nYou get a code of 16 digits. It is the only key to your mailbox, and nobody can make it again. Write it on paper, and keep it away from work. Never send it to anybody. If you lose it, write a new report and say that it belongs to an earlier one.',
    named:
      '## Or give your name\n\nYou choose. With a name it can be easier to look into the case. You can also give it later, in the mailbox. It is sealed apart from your report.',
  },

  protection: {
    retaliation: '## Nobody may punish you',
    later: 'This also holds if you reported anonymously and somebody finds out who you are.',
    harmed:
      'If it happens all the same, write down what was done and when. Ask your union or a lawyer for help.',
    goodFaith: '## What the law asks of you',
    secrecy: '## If you are bound to secrecy',
    name: '## Who learns your name',
    accused:
      '## Those you write about\n\nThey have rights too. Nobody is guilty because somebody wrote so. They may be told that there is a case, but not who reported it.',
  },

  elsewhere: {
    here: '## Without writing',
    phone: (p: { phone: string }) => `Call ${p.phone}. You need not say who you are.`,
    meeting:
      'You can ask for a call or a meeting in your mailbox. What is written down, you may read, correct and approve.',
    near: '## Close by\n\nYour manager, your union and your safety representative can often help. You decide whom you trust.',
    external: '## To an authority',
    public: '## To the press or in public',
    police: '## To the police\n\nA crime can always be reported to the police.',
  },

  process: {
    sent: '## When you have sent it\n\nYour report is sealed at once. You get your code and see what was removed from your files.',
    automatic: 'The mailbox confirms by itself that it arrived.',
    unit: (p: { within: string }) =>
      `Within **${p.within}** the people who handle reports confirm in your mailbox that they have it.`,
    waived: 'They may leave that out if you ask them to, or if it could show who you are.',
    scope: (p: { within: string }) =>
      `Within **${p.within}** you are told whether your report belongs here.`,
    questions: (p: { every: string }) =>
      `## Look into your mailbox\n\nThere may be questions for you. If you are anonymous, they can only be asked there, and without your answer the case may have to be closed. Look about every **${p.every}**. The mailbox shows the dates that hold for you.`,
    feedback: (p: { within: string }) =>
      `## Feedback\n\nAt most **${p.within}** after that confirmation you are told what was done or will be done, and why.`,
    feedbackAutomatic: (p: { within: string }) =>
      `## Feedback\n\nAt most **${p.within}** after your report you are told what was done or will be done, and why.`,
    longer: (p: { within: string }) =>
      `If there is a good reason, it may take up to **${p.within}**. Then you are told so.`,
    result: 'If the final result comes later, you are told that too.',
    late: 'If a date is missed, your mailbox says so.',
    outcomes:
      '## How a case can end\n\n- **Rejected:** it does not belong here.\n- **Shelved:** there was nothing in it, or too little to go on.\n- **Handed over:** somebody else has to take it up, such as the police.\n- **Looked into:** it was examined, and you are told the result.',
    anonymous: 'What nobody can be asked about cannot always be proved.',
    deletion: '## When it is deleted',
    closed: (p: { after: string }) =>
      `**${p.after}** after the case is closed, everything you sent is deleted here.`,
    received: (p: { after: string }) =>
      `**${p.after}** after your report came in, everything you sent is deleted here, but only once the case is closed and you have had your feedback.`,
    otherwise:
      'What does not belong here or holds nothing can be deleted sooner. If the case needs it, it can be kept longer. Your mailbox says so.',
    exported:
      'Before that, the case moves to the archive of the organisation, where other rules hold.',
    archived: 'The organisation can keep a copy in its own files as long as the law allows it to.',
    access: (p: { most: string }) =>
      `Your code works for **${p.most}** at most, and longer only while you still wait for feedback.`,
    figures: 'What remains here is figures without names or words.',
  },

  limits: {
    does: '## What it does\n\n- **Your report is sealed as it arrives.** What lies on the server can be opened only with the key of those who handle reports. That key is never on the server.\n- **We write down no address,** no time of day and nothing about your browser. There is no list of visitors.\n- **Hidden information is removed** from your files, and you see what.\n- **The pages need no scripts** and fetch nothing from other sites.',
    doesNot:
      '## What it cannot do\n\n- **Your workplace** can see which sites are visited from its network and its devices.\n- **Your internet provider** can see that you visit an ordinary address. Tor Browser hides it.\n- **Your words,** a voice or a picture can tell who you are.\n- **The running server** sees your text for the moment in which it seals it, and an answer while it shows it to you. Somebody who has taken over the server at that time could read along.\n- **Those who handle reports** read what you write. A court can order them to hand things over.\n- **If they lose their key,** nobody can read your report. If you lose your code, nobody can open your mailbox.',
    seized:
      '## If somebody takes the server\n\nThey find sealed files, the days on which something came in, and how far each case has come. They find neither who you are nor what you wrote.',
    cookie:
      '## Cookies\n\nThe forms need one cookie. It holds a random number and is gone when you close the browser.',
  },

  privacy: {
    controller: (p: { name: string }) =>
      `## Who is responsible\n\n${p.name} decides over the data in your report (the data controller).`,
    officer: (p: { contact: string }) =>
      `Questions about data go to the data protection officer: ${p.contact}.`,
    what: '## What is kept\n\nWhat you write and attach, your answers, the days on which something happened, and what was decided. Your name and how to reach you, if you give them; these are sealed apart. Nothing about your device or network is kept.',
    basis: '## Why that is allowed',
    who: '## Who gets it\n\nOnly the people chosen for it. They may have to pass parts of it on, to look into the case or because a law says so. Those who run the server cannot read it.',
    rights:
      '## Your rights\n\nYou can ask to see what is kept about you, to have errors put right, and to have things deleted. You can do so in the mailbox without giving your name. Sometimes the law says no, for instance to protect somebody else.\n\nPeople who are named in a report have rights too. But they do not learn who reported.',
    complaint: '## Complaints',
  },

  accessibility: {
    aim: '## How accessible it is\n\nThese pages are made so that everybody can use them: with the keyboard alone, with a screen reader, in large type, on a small phone, without colours, styles or scripts. They aim to meet the standard EN 301 549, which includes WCAG 2.1 at level AA.',
    tested:
      'Every page is tested in each language by a program that looks for known faults, in light and in dark colours, enlarged to 400 % and with the keyboard alone. We know of no fault. It has not been tested by people who use a screen reader every day, so there may be faults that we do not know of.',
    notAccessible:
      '## What may not be accessible\n\nFiles that are sent to you in the mailbox come from others, and may be hard to read. Ask in the mailbox for another form.',
    time: 'Your mailbox closes when nothing has happened for a while. What you have typed is kept.',
    contact: (p: { contact: string }) =>
      `## Tell us about a problem\n\nWrite or call: ${p.contact}. Do not mention your report there if you want to stay anonymous; use the mailbox for that.`,
    noContact: (p: { name: string }) =>
      `## Tell us about a problem\n\nWrite to ${p.name} in the ordinary way, or in your mailbox if you have one. Outside the mailbox, do not mention your report if you want to stay anonymous.`,
    complaint: '## If you get no good answer',
    complainTo: (p: { body: string }) => `You can complain to ${p.body}.`,
    reviewed: (p: { day: string }) => `This statement was last looked through on ${p.day}.`,
  },
};

export type PagesTexts = typeof pages;

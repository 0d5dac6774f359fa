/** The reporter's pages. The English texts give the shape that every other language must fill. */
export const intake = {
  skip: 'Skip to content',
  nav: { label: 'Pages', home: 'Home', report: 'Report', mailbox: 'Mailbox' },
  languages: 'Language',
  organisations: {
    title: 'Whom do you want to report to?',
    lead: 'Choose the organisation that your report is about.',
  },
  required: 'must be filled in',
  optional: 'optional',
  errorPrefix: 'Error: ',
  problem: 'Something has to be corrected',

  home: {
    title: 'Report a concern',
    lead: 'Here you can report serious wrongdoing. You do not have to say who you are.',
    reportTitle: 'Write a report',
    reportText:
      'You write what you saw and may attach files. You get a code that is your way back.',
    reportLink: 'Start a report',
    mailboxTitle: 'Read answers',
    mailboxText: 'Have you reported already? Your code opens your mailbox.',
    mailboxLink: 'Open your mailbox',
    howTitle: 'What happens to your report',
    how: [
      'When your report arrives, hidden information is removed from your files: place, device, author and more.',
      'Then it is sealed. Only the people who handle reports hold the key that opens it, and that key is never on this server.',
      'This service writes down no address, no name and no time of day about you.',
    ],
    emergency: 'Is somebody in danger right now? Call 112.',
  },

  report: {
    title: 'Write a report',
    codeTitle: 'First: write down your code',
    codeText:
      'This code is the only way back to your report. Write it down now, on paper, before you send. It cannot be shown or made again later.',
    codeLabel: 'Your code',
    newCode: 'This is a new code. The one you were shown before is not used: write this one down.',
    identityLegend: 'Do you want to say who you are?',
    identityAnonymous: 'No, I report anonymously',
    identityNamed: 'Yes, I give my name',
    identityHint:
      'You can tell your name later too. Fill in the fields below only if you chose yes.',
    contactLegend: 'How can you be reached?',
    contactHint:
      'Sealed apart from the report, so that it can be read without learning who you are.',
    contactName: 'Name',
    contactEmail: 'E-mail',
    contactPhone: 'Telephone',
    contactOther: 'Other ways to reach you',
    relationLegend: 'How are you connected to the organisation?',
    categoryLegend: 'What is it about?',
    noAnswer: 'I would rather not say',
    textLabel: 'What happened?',
    textHint:
      'What, where, when, who is involved, how do you know, who else knows, is it still going on? Write in your own order. Leave out what only you can know if you want to stay anonymous.',
    filesLabel: 'Files',
    filesHint: (p: { files: number; size: string }) =>
      `Photos, documents, sound, film: up to ${p.files} files, ${p.size} together. Choose all of them at once (hold Ctrl, or Cmd, or tap several). File names are not passed on.`,
    originalsLabel: 'Also send the original files, unchanged',
    originalsHint:
      'An original can prove that a file is genuine. It can also reveal who made it, where and with what device. If you are unsure, leave this empty and keep your originals safe.',
    sendHint:
      'Sending files through Tor can take long. Leave the page open until the next one appears.',
    send: 'Send the report',
    errors: {
      empty: 'Write what happened, or attach a file.',
      tooLong: (p: { characters: string }) =>
        `The text is longer than ${p.characters} characters. Shorten it, or put the rest into a file.`,
      choice: 'Choose one of the answers.',
      filesAgain: 'Your text is kept. Files must be chosen again: a browser does not keep them.',
    },
  },

  receipt: {
    title: 'Your report has arrived',
    again: 'This form was sent twice. The report is there once; nothing is missing.',
    changed:
      'A report with this code had arrived before. What you sent now is different and was not taken. Add it as a message in your mailbox; your text stands there ready.',
    emptyContact:
      'You chose to give your name, but the fields were empty. The report went in without a name. You can tell your name later in the mailbox.',
    codeTitle: 'Your code',
    codeText: 'Have you written it down? When you leave this page it is not shown again.',
    nextTitle: 'What happens now',
    next: 'Come back with your code to read answers. Anonymous reporters can be asked and answered only there.',
    dates: (p: { acknowledge: string; feedback: string }) =>
      `You can expect a confirmation by ${p.acknowledge} and feedback by ${p.feedback}.`,
    toMailbox: 'Go to the mailbox',
    filesTitle: 'Your files',
    noFiles: 'No files came with the report.',
  },

  files: {
    attachment: (p: { number: number }) => `File ${p.number}`,
    cleaned: 'Cleaned and sent.',
    cleanedWithOriginal: 'Cleaned and sent, together with the unchanged original.',
    original: 'Could not be cleaned. Sent unchanged, because you chose to send originals.',
    held: 'Not sent yet: it could not be cleaned.',
    heldSent: 'Could not be cleaned. Sent unchanged, as you decided.',
    heldDropped: 'Could not be cleaned and was not sent. It is deleted here.',
    notSent: 'Not sent.',
    removedTitle: 'Removed:',
    nothingRemoved: 'No hidden information was found.',
    heldTitle: 'Files that could not be cleaned',
    heldText: (p: { minutes: number }) =>
      `These files were not sent, because hidden information in them may tell who you are. They are sealed and wait ${p.minutes} minutes for your word; then they are deleted. Your report is in whatever you decide.`,
    heldSend: 'Send them unchanged',
    heldDrop: 'Delete them',
    heldGone:
      'The time was over: the files were deleted and not sent. You can attach them again to a message.',
    visible:
      'No tool removes what a file shows: faces, voices, handwriting, the names in a mail, watermarks, the dots of a printer.',
  },

  login: {
    title: 'Open your mailbox',
    label: 'Your 16-digit code',
    hint: 'Spaces and dashes do not matter.',
    submit: 'Open',
    unreadable: 'A code has 16 digits. Look at it again: is a digit missing?',
    unknown:
      'No mailbox opens with this code. Look for a wrong digit. Mailboxes are deleted when their time is over; then the code opens nothing more. If the code is lost, write a new report and say that it belongs to an earlier one.',
    wait: (p: { minutes: number }) =>
      `Too many wrong codes came this way, so it is closed for ${p.minutes === 1 ? 'a minute' : `${p.minutes} minutes`}. Your mailbox is not touched. Look at your code again in the meantime. In Tor Browser you need not wait: choose “New Tor circuit for this site”.`,
    busy: 'Too many codes are being checked right now. Your mailbox is not touched. Try again in some minutes, with the same code.',
    ended: 'The mailbox closes by itself after a while. Enter your code to go on.',
    endedText:
      'Your text is kept below. Enter your code, then send it again. Files must be chosen again.',
    closed:
      'The mailbox is closed. Close this window too, or choose “New Identity” in Tor Browser.',
  },

  mailbox: {
    title: 'Your mailbox',
    received: (p: { day: string }) => `Your report came in on ${p.day}.`,
    sentTitle: 'What you sent',
    notShown:
      'Your own words are not shown here: they are sealed, and somebody who finds your code must not be able to read them.',
    report: (p: { day: string }) => `Report, ${p.day}`,
    followUp: (p: { day: string }) => `Message, ${p.day}`,
    about: {
      legend: 'What is it about?',
      message: 'A message or an answer',
      correction: 'A correction of what I wrote',
      withdrawal: 'I want to withdraw the report',
      call: 'I want to be called',
      meeting: 'I want to meet somebody',
    },
    aboutHint:
      'For a call, write a number and when it is safe to ring. For a meeting, write where and when it would suit you. Whoever withdraws should know that the unit may have to go on.',
    repliesTitle: 'Answers to you',
    noReplies: 'There is no answer yet.',
    reply: (p: { kind: string; day: string }) => `${p.kind}, ${p.day}`,
    unreadable:
      'An answer came that your code cannot open. The people who handle reports are told and have to send it again.',
    download: (p: { name: string; size: string }) => `Save ${p.name} (${p.size})`,
    downloadHint:
      'What you save stays on your device. Open it without a network connection, and delete it when you no longer need it.',
    minutesQuestion: 'Are the minutes right?',
    approve: 'Yes, I approve them',
    corrections: 'What is wrong in them?',
    sendCorrections: 'Send corrections',
    consentQuestion: 'Do you consent?',
    consentGive: 'Yes, I consent',
    consentRefuse: 'No, I do not consent',
    answered: 'Your answer has arrived.',
    deleteReply: 'Delete this answer',
    replyDeleted: 'The answer is deleted.',
    destroyTitle: 'Destroy the code',
    destroyText:
      'Then nobody can open this mailbox again, not even you, and nobody can answer you. Answers to you are deleted. Your report stays with the people who handle it.',
    destroyLink: 'Destroy the code …',
    destroyConfirm: 'Destroy the code now',
    destroyCancel: 'Keep it',
    destroyedTitle: 'The code is destroyed',
    destroyed:
      'It opens nothing any more. Close this window too, or choose “New Identity” in Tor Browser.',
    addTitle: 'Add a message',
    addHint: 'Something you forgot, an answer, a correction, more files.',
    textLabel: 'Message',
    send: 'Send the message',
    added: 'Your message has arrived.',
    addedAgain: 'This message was sent twice. It is there once.',
    logout: 'Close the mailbox',
  },

  errors: {
    back: 'Press Back in your browser: what you wrote is still there.',
    toHome: 'Go to the front page',
    toMailbox: 'Go to the mailbox',
    notFound: {
      title: 'There is no such page',
      text: 'Check the address, or start at the front page.',
    },
    forbidden: {
      title: 'This form was not sent from our own page',
      text: 'Nothing was taken. Your browser says that the form came from another site, or hides where it came from. Open our page anew and fill in the form there.',
    },
    expired: {
      title: 'This form is too old',
      text: 'Nothing was taken, and nothing you wrote is lost: it stands in the new form.',
    },
    tooLarge: {
      title: 'That is more than we can take at once',
      text: 'Nothing was taken. Send the report with fewer files first; more files can follow from the mailbox.',
    },
    busy: {
      title: 'Too much is going on right now',
      text: 'Nothing was taken. Try again in some minutes, with the same form and the same code.',
    },
    lengthRequired: {
      title: 'The upload did not say how long it is',
      text: 'Nothing was taken. Use a browser, or send a Content-Length.',
    },
    malformed: {
      title: 'The form did not arrive whole',
      text: 'Nothing was taken. Something on the way cut or changed it. Send it again.',
    },
    stalled: {
      title: 'The upload stopped',
      text: 'Nothing was taken, because no data came for a while. Send the form again, perhaps with fewer files at a time.',
    },
    method: {
      title: 'That does not work here',
      text: 'Nothing was taken. Start at the front page.',
    },
    internal: {
      title: 'Something went wrong on our side',
      text: 'It is not certain whether your form was taken. Send it again with the same code: it is never stored twice.',
    },
  },
};

export type IntakeTexts = typeof intake;

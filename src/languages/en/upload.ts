/** The page that shows how far a large upload is. */
export const upload = {
  link: 'Large files? A page with a progress bar',
  linkHint: 'Press this before you choose files. What you wrote comes along.',
  title: 'Send with large files',
  lead: (p: { characters: string }) =>
    `Your text (${p.characters} characters) and your answers come along. Choose your files and send.`,
  keepOpen:
    'Leave this page open until it says that your report has arrived. Sending many files through Tor can take hours. If the bar stops, the upload goes on all the same.',
  barTitle: 'Progress of the upload',
  answerTitle: 'What became of the upload',
  waiting: 'The bar begins when you send.',
  rests: 'The bar rests, because nothing was sent for a while.',
  wake: 'Show the bar again',
  receiving: (p: { percent: number; total: string }) =>
    `${p.percent} % of ${p.total} have arrived.`,
  cleaning: (p: { file: number; files: number }) =>
    `Everything has arrived. Hidden information is being removed: file ${p.file} of ${p.files}.`,
  sealing: 'Everything is clean. The report is being sealed.',
  done: 'Done. Look below.',
  toReceipt: 'Go on to your receipt',
  again: 'Your text and your files are still on this page: press “Send the report” again.',
  expired:
    'Nothing was taken. Press “Back to my text” and send from there: nothing you wrote is lost.',
  toForm: 'Back to my text',
};

/** Handing a case to another channel or unit, sealed anew to its keys. */
export const handOver = {
  title: 'Hand the case over',
  lead: 'The new unit has other keys than yours. You seal the case anew on your own computer and bring it back here. These pages cannot do it for you, because they cannot read it.',
  saveTitle: '1. Save the case as it is',
  keysTitle: '2. Save the keys of the new unit',
  keys: (p: { channel: string }) => `Keys of ${p.channel}`,
  keysHint: 'See that the fingerprints are those that the new unit knows as its own.',
  sealTitle: '3. Seal it anew, offline',
  seal: 'In the reader: open the case, then “Hand over”. Or on the command line:',
  contact:
    'Contact data goes along only if you choose so. If it stays behind, it is deleted here and nobody can bring it back. Ask the reporter first, or see that the law lets you decide.',
  bringTitle: '4. Bring the new file here',
  channel: 'To which channel',
  file: 'The case, sealed anew',
  fileHint: (p: { size: string }) => `One ZIP file, at most ${p.size}.`,
  submit: 'Hand over',
  after:
    'What is sealed to your keys is then deleted here. Keep the file you saved until the new unit says that it can open the case.',
  keeps: {
    nothing: 'You do not see the case here any more.',
    dates: 'You go on seeing its dates, stage and outcome, and nothing else.',
  },
  outsideTitle: 'To somebody outside this server',
  outside:
    'Seal the case anew to their keys in the same way, and give them the file yourself. Then record it on the page of the case: the outcome “Forwarded”, or that an authority was informed.',
  done: (p: { channel: string }) => `The case is with ${p.channel} now, sealed to its keys.`,
  followed:
    'Your channel handed this case over. You see its dates, stage and outcome, and nothing else.',
  avoided: (p: { channel: string }) =>
    `It was reported at ${p.channel}. The reporter chose that nobody there gets it.`,
  stillHeld:
    'Some files still wait for the word of the reporter, for half an hour at most. Hand the case over after that.',
  refused: {
    'no-file': 'Choose the file.',
    'no-channel': 'Choose the channel that takes the case, and the reason.',
    'not-a-case': 'This is no case that was sealed anew, or the file was cut off.',
    'other-case': 'This file is of another case.',
    older:
      'Something came in since you saved the case, and it is not in this file. Save the case again, seal it anew, and bring that file.',
    extra:
      'This file holds something that the case does not have. Save the case again and seal it anew.',
    'cut-off': 'A part of the file was cut off or changed. Seal the case anew and bring that file.',
    'not-sealed': 'A part of the file is not sealed. It was thrown away unread.',
    'other-keys':
      'The file is sealed to other keys than those of this channel. Save its keys again, and seal the case to all of them and no others.',
    same: 'The file is the case as it was, not sealed anew.',
    held: 'Some files still wait for the word of the reporter, for half an hour at most. Try again after that.',
    'left-out': 'The reporter chose that this channel does not get the case.',
    'too-large': 'The file is larger than this case can be.',
  },
};

export type HandOverTexts = typeof handOver;

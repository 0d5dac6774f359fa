/** The poster that a workplace can hang up. */
export const poster = {
  title: 'Have you seen something wrong?',
  lead: 'Report it here. You do not have to say who you are.',
  onionTitle: 'Safest: with Tor Browser',
  onionHint: 'Get Tor Browser from torproject.org, then type the address without spaces.',
  webTitle: 'With an ordinary browser',
  webHint: 'Your internet provider can see that you were here, but not what you write.',
  adviceTitle: 'Before you begin',
  advice: [
    'Do not scan with a phone that belongs to your employer, and do not use its computers.',
    'Do not use the network of your workplace, nor its wifi, nor its VPN.',
    'Write the address down and go there at home or in another quiet place.',
    'You get a 16-digit code. It is your only way back to the answer: write it on paper.',
  ],
  dates: (p: { confirmation: string; feedback: string }) =>
    `You get a confirmation within ${p.confirmation}, and feedback within ${p.feedback} of it.`,
  emergency: 'Is somebody in danger right now? Call 112.',
};

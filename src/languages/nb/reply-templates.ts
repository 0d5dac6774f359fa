import type { ReplyTemplates } from '../en/reply-templates.ts';

export const replyTemplates: ReplyTemplates = {
  acknowledgement:
    'Vi har mottatt varselet ditt. Et menneske har sett det.\n\nDu får tilbakemelding senest [dato]. Logg gjerne inn igjen omkring [dato]: vi kan ha spørsmål.\n\nDu kan alltid skrive til oss her og sende flere dokumenter.',
  inScope:
    'Vi har sett på varselet ditt. Det hører til her, og vi følger det opp.\n\nNå vil vi [hva som skjer]. Du får tilbakemelding senest [dato].',
  outOfScope:
    'Vi har sett på varselet ditt. Vi avviser det, fordi det ikke hører til denne ordningen: [begrunnelse].\n\nRett sted er [kanal med kontaktopplysninger]. Vi har ikke sendt det videre.\n\nVi sletter det du har sendt, senest [dato].',
  question:
    'Takk for varselet. For å komme videre trenger vi å vite mer:\n\n1. [spørsmål]\n2. [spørsmål]\n\nIkke fortell noe du kan kjennes igjen på hvis du vil være anonym. Svar gjerne senest [dato].',
  feedback:
    'Dette har vi gjort med varselet ditt, og hvorfor.\n\nDette gjorde vi: [tiltak]\n\nDette kom det ut av det: [resultat]\n\nBegrunnelse: [begrunnelse]\n\nEr du uenig, kan du gå til [ekstern varslingskanal].',
  minutes:
    'Referat fra samtalen vår [dato]. Les det igjennom. Du kan godkjenne eller rette det her i postkassen.\n\n[referat]',
  'consent-request':
    'Vi vil gjerne fortelle [hvem] at [hva som kan vise hvem du er], fordi [begrunnelse].\n\nDu bestemmer. Sier du nei, gjør vi det ikke, og det er ikke til skade for deg. Svar her i postkassen senest [dato].',
  message: '',
};

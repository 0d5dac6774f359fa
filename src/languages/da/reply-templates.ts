import type { ReplyTemplates } from '../en/reply-templates.ts';

export const replyTemplates: ReplyTemplates = {
  acknowledgement:
    'Vi har modtaget din indberetning. Et menneske har set den.\n\nDu får feedback senest den [dato]. Log gerne ind igen omkring den [dato]: Vi kan have spørgsmål.\n\nDu kan altid skrive til os her og sende flere dokumenter.',
  inScope:
    'Vi har set på din indberetning. Den hører under ordningen, og vi følger op på den.\n\nNu vil vi [hvad der sker]. Du får feedback senest den [dato].',
  outOfScope:
    'Vi har set på din indberetning. Vi afviser den, fordi den ikke hører under ordningen: [begrundelse].\n\nDet rette sted er [kanal med kontaktoplysninger]. Vi har ikke sendt den videre.\n\nVi sletter det, du har sendt, senest den [dato].',
  question:
    'Tak for din indberetning. For at komme videre har vi brug for at vide mere:\n\n1. [spørgsmål]\n2. [spørgsmål]\n\nFortæl ikke noget, du kan kendes på, hvis du vil være anonym. Svar gerne senest den [dato].',
  feedback:
    'Her er, hvad vi har gjort med din indberetning, og hvorfor.\n\nDet har vi gjort: [skridt]\n\nDet kom der ud af det: [resultat]\n\nBegrundelse: [begrundelse]\n\nEr du uenig, kan du gå til [ekstern whistleblowerordning].',
  minutes:
    'Referat af vores samtale den [dato]. Læs det igennem. Du kan godkende eller rette det her i postboksen.\n\n[referat]',
  'consent-request':
    'Vi vil gerne fortælle [hvem] at [hvad der kan vise, hvem du er], fordi [begrundelse].\n\nDu bestemmer. Siger du nej, gør vi det ikke, og det er ikke til skade for dig. Svar her i postboksen senest den [dato].',
  message: '',
};

import type { ReplyTemplates } from '../en/reply-templates.ts';

export const replyTemplates: ReplyTemplates = {
  acknowledgement:
    'Vi har tagit emot din rapport. En människa har sett den.\n\nDu får återkoppling senast den [datum]. Logga gärna in igen omkring den [datum]: vi kan ha frågor.\n\nDu kan alltid skriva till oss här och skicka fler handlingar.',
  inScope:
    'Vi har tittat på din rapport. Den hör hit och vi följer upp den.\n\nNu kommer vi att [vad som händer]. Du får återkoppling senast den [datum].',
  outOfScope:
    'Vi har tittat på din rapport. Den omfattas inte av den här kanalen: [skäl].\n\nRätt ställe är [kanal med kontaktuppgifter]. Vi har inte skickat den vidare.\n\nVi raderar det du skickat senast den [datum].',
  question:
    'Tack för din rapport. För att komma vidare behöver vi veta mer:\n\n1. [fråga]\n2. [fråga]\n\nBerätta inget som du kan kännas igen på om du vill vara anonym. Svara gärna senast den [datum].',
  feedback:
    'Det här har vi gjort med din rapport, och varför.\n\nVad vi gjorde: [åtgärder]\n\nVad det ledde till: [resultat]\n\nSkäl: [skäl]\n\nOm du inte håller med kan du vända dig till [extern rapporteringskanal].',
  minutes:
    'Protokoll från vårt samtal den [datum]. Läs igenom det. Du kan godkänna eller rätta det här i brevlådan.\n\n[protokoll]',
  'consent-request':
    'Vi skulle vilja berätta för [vem] att [vad som kan visa vem du är], eftersom [skäl].\n\nDu bestämmer. Om du säger nej gör vi det inte, och det är inte till nackdel för dig. Svara här i brevlådan senast den [datum].',
  message: '',
};

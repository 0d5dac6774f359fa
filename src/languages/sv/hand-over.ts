import type { HandOverTexts } from '../en/hand-over.ts';

export const handOver: HandOverTexts = {
  title: 'Lämna över ärendet',
  lead: 'Den nya enheten har andra nycklar än ni. Du förseglar ärendet på nytt på din egen dator och lämnar det här igen. De här sidorna kan inte göra det åt dig, för de kan inte läsa det.',
  saveTitle: '1. Spara ärendet som det är',
  keysTitle: '2. Spara den nya enhetens nycklar',
  keys: (p) => `Nycklar till ${p.channel}`,
  keysHint: 'Se efter att fingeravtrycken är de som den nya enheten känner som sina egna.',
  sealTitle: '3. Försegla det på nytt, offline',
  seal: 'I läsaren: öppna ärendet och välj ”Överlämna”. Eller på kommandoraden:',
  contact:
    'Kontaktuppgifter följer bara med om du väljer det. Blir de kvar raderas de här, och ingen kan få tillbaka dem. Fråga visselblåsaren först, eller se efter att lagen låter dig bestämma det.',
  bringTitle: '4. Lämna den nya filen här',
  channel: 'Till vilken kanal',
  file: 'Ärendet, förseglat på nytt',
  fileHint: (p) => `En ZIP-fil, högst ${p.size}.`,
  submit: 'Lämna över',
  after:
    'Det som är förseglat till era nycklar raderas sedan här. Behåll filen du sparade tills den nya enheten säger att den kan öppna ärendet.',
  keeps: {
    nothing: 'Ni ser inte längre ärendet här.',
    dates: 'Ni ser även i fortsättningen datum, steg och utfall, och inget annat.',
  },
  outsideTitle: 'Till någon utanför den här servern',
  outside:
    'Försegla ärendet på nytt till deras nycklar på samma sätt, och ge dem filen själv. Registrera det sedan på ärendets sida: utfallet ”Vidarebefordrat”, eller att en myndighet har underrättats.',
  done: (p) => `Ärendet är nu hos ${p.channel}, förseglat till nycklarna där.`,
  followed:
    'Er kanal har lämnat över det här ärendet. Ni ser datum, steg och utfall, och inget annat.',
  avoided: (p) =>
    `Det rapporterades hos ${p.channel}. Visselblåsaren valde att ingen där ska få det.`,
  stillHeld:
    'Några filer väntar fortfarande på besked från visselblåsaren, högst en halvtimme. Lämna över ärendet efter det.',
  refused: {
    'no-file': 'Välj filen.',
    'no-channel': 'Välj kanalen som tar över ärendet, och skälet.',
    'not-a-case': 'Det här är inget ärende som förseglats på nytt, eller så är filen avkortad.',
    'other-case': 'Den här filen hör till ett annat ärende.',
    older:
      'Något har kommit in sedan du sparade ärendet, och det finns inte i filen. Spara ärendet igen, försegla det på nytt och lämna den filen.',
    extra: 'Filen har något som ärendet inte har. Spara ärendet igen och försegla det på nytt.',
    'cut-off':
      'En del av filen är avkortad eller ändrad. Försegla ärendet på nytt och lämna den filen.',
    'not-sealed': 'En del av filen är inte förseglad. Den kastades oläst.',
    'other-keys':
      'Filen är förseglad till andra nycklar än den här kanalens. Spara nycklarna igen, och försegla ärendet till alla dem och inga andra.',
    same: 'Filen är ärendet som det var, inte förseglat på nytt.',
    held: 'Några filer väntar fortfarande på besked från visselblåsaren, högst en halvtimme. Försök igen efter det.',
    'left-out': 'Visselblåsaren valde att den här kanalen inte ska få ärendet.',
    'too-large': 'Filen är större än det här ärendet kan vara.',
  },
};

import type { SelfCheckTexts } from '../en/self-check.ts';

export const selfCheck: SelfCheckTexts = {
  title: 'Hör det hit?',
  teaser: 'Två frågor, och vart du annars kan gå.',
  lead: 'Två frågor, så ser du om det är rätt ställe och vad som skyddar dig. Du kan rapportera vad svaret än blir.',
  kept: 'Det du väljer här sparas inte och kommer inte med i adressen.',
  submit: 'Visa svaret',
  relations: {
    work: 'Jag arbetar eller har arbetat här, eller söker jobb',
    partner: 'Jag arbetar för en leverantör eller partner',
    other: 'Jag är boende, kund eller anhörig',
  },
  answerTitle: 'Det här betyder det för dig',
  placeTitle: 'Är det rätt ställe?',
  belongs: 'Ja. Det du valde hör hit, om det är allvarligt.',
  goes: 'Det du valde har som regel en annan plats:',
  also: 'Är det också ett allvarligt missförhållande som skadar andra? Då hör det hit också.',
  unsaid: 'Du har inte sagt vad det handlar om. Allvarliga missförhållanden hör hit.',
  protectedTitle: 'Skyddar lagen dig?',
  covered: {
    dk: 'Den danska visselblåsarlagen skyddar dig om du har skäl att tro att det du skriver är sant.',
    se: 'Visselblåsarlagen skyddar dig om du har skäl att tro att det du skriver är sant.',
    no: 'Den norska arbetsmiljölagen skyddar dig om du har skäl att tro att det du skriver är sant.',
    eu: 'Lagen skyddar dig om du har skäl att tro att det du skriver är sant.',
  },
  notCovered:
    'Lagen skyddar inte den med din koppling som visselblåsare. Det du skriver läses ändå, men det kan behöva avvisas.',
  relationUnsaid:
    'Du har inte sagt vilken koppling du har. Som regel skyddar lagen den som känner till saken från sitt arbete.',
  nameTitle: 'Vem får ditt namn?',
  nameNotCovered:
    'De regler som håller en visselblåsares namn hemligt gäller kanske inte dig. Skriv inte vem du är om ingen får veta det.',
  guide: 'Det här är en vägledning. De som handlägger rapporter ser på varje ärende.',
  report: 'Skriv rapporten',
  again: 'Svara en gång till',
};

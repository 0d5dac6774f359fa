import type { hints as texts } from '../en/hints.ts';

export const hints: typeof texts = {
  button: 'Gå igenom min text först',
  buttonHint:
    'Visar vad i texten som kan avslöja vem du är. Inget sparas och ingen får se det. Gör det innan du väljer filer: webbläsaren glömmer dem annars.',
  title: 'Din text, genomgången',
  found: ({ count }) =>
    count === 1
      ? 'Ett ställe är markerat som kan avslöja vem du är.'
      : `${count} ställen är markerade som kan avslöja vem du är.`,
  decide: 'Du bestämmer. Ändra texten nedan om du vill vara anonym, eller låt den stå.',
  nothing: 'Här finns inget av det som vi letar efter.',
  limits:
    'Vi letar efter nummer, adresser, namn som du själv anger och vissa uttryck. Vi känner inte din stil och inte heller det som bara du kan veta. Läs texten en gång till med en kollegas ögon.',
  empty: 'Det finns ingen text att gå igenom än.',
  cut: 'här är ord utan markering utelämnade',
  label: {
    name: 'namn?',
    phone: 'telefon?',
    email: 'e-post?',
    idNumber: 'personnummer?',
    address: 'adress?',
    plate: 'bilskylt?',
    role: 'bara du?',
    event: 'din egen historia?',
  },
  advice: {
    name: 'Namn: ta bort ditt eget namn. Formuläret har fält för det om du vill uppge det.',
    phone: 'Telefon: är numret ditt, utelämna det. Svar kommer i din brevlåda.',
    email: 'E-post: är adressen din, utelämna den.',
    idNumber: 'Personnummer: ingen behöver ditt här.',
    address: 'Adress: där du bor eller ofta är leder till dig.',
    plate: 'Bilskylt: din bil leder till dig.',
    role: 'Uppgift: är det få som har den är den lika bra som ett namn. Kan du skriva ”en anställd”?',
    event:
      'Din egen historia: det som hände dig, eller det du sa till någon, känner de till som var där. Kan du berätta det utan dig själv?',
  },
};

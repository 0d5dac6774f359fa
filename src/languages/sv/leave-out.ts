import type { LeaveOutTexts } from '../en/leave-out.ts';

export const leaveOut: LeaveOutTexts = {
  legend: 'Är någon som skulle hantera ärendet själv inblandad?',
  hint: 'Kryssa för dem som inte ska få den. Då förseglas den inte till deras nycklar: de kan varken öppna rapporten eller det du skickar senare. Enheten ser bara att någon har uteslutits.',
  instead: (p) => `Skicka den i stället till ${p.name}. Ingen hos ${p.channel} får den.`,
  nobody: 'Då skulle ingen kunna öppna rapporten. Ta bort minst ett kryss.',
  gone: 'Det du kryssade för erbjuds inte längre. Välj på nytt, eller skicka utan.',
  otherChannel: 'Det du kryssade för hör till en annan kanal än den du valde. Inget registrerades.',
  keptAway: 'Du hittar inte det här ärendet på enhetens sidor, så som den som rapporterade ville.',
  receipt: 'Den är inte förseglad till dem du uteslöt. De kan inte öppna den.',
};

import type { LeaveOutTexts } from '../en/leave-out.ts';

export const leaveOut: LeaveOutTexts = {
  legend: 'Er noen som skulle behandle saken, selv innblandet?',
  hint: 'Kryss av for dem som ikke må få det. Da forsegles det ikke til nøklene deres: de kan verken åpne varselet eller det du sender senere. Enheten ser bare at noen er holdt utenfor.',
  instead: (p) => `Send det i stedet til ${p.name}. Ingen hos ${p.channel} får det.`,
  nobody: 'Da ville ingen kunne åpne varselet. Fjern minst ett kryss.',
  gone: 'Det du krysset av for, tilbys ikke lenger. Velg på nytt, eller send uten.',
  otherChannel:
    'Det du krysset av for, hører til en annen kanal enn den du valgte. Ingenting ble registrert.',
  keptAway: 'Du finner ikke denne saken på enhetens sider, slik varsleren ønsket.',
  receipt: 'Det er ikke forseglet til dem du holdt utenfor. De kan ikke åpne det.',
};

import type { LeaveOutTexts } from '../en/leave-out.ts';

export const leaveOut: LeaveOutTexts = {
  legend: 'Er nogen, der skulle behandle sagen, selv indblandet?',
  hint: 'Sæt kryds ved dem, der ikke må få den. Så forsegles den ikke til deres nøgler: de kan hverken åbne indberetningen eller det, du sender senere. Enheden ser kun, at nogen er holdt ude.',
  instead: (p) => `Send den i stedet til ${p.name}. Ingen hos ${p.channel} får den.`,
  nobody: 'Så ville ingen kunne åbne indberetningen. Fjern mindst ét kryds.',
  gone: 'Det, du satte kryds ved, tilbydes ikke længere. Vælg igen, eller send uden.',
  otherChannel:
    'Det, du satte kryds ved, hører til en anden ordning end den, du valgte. Intet blev registreret.',
  keptAway: 'Du finder ikke denne sag på enhedens sider, sådan som indberetteren ønskede det.',
  receipt: 'Den er ikke forseglet til dem, du holdt ude. De kan ikke åbne den.',
};

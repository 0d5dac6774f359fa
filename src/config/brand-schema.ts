import { z } from 'zod';
import { AMPLE, ENOUGH, nearestPassing, weakest } from './contrast.ts';
import { translated } from './fields.ts';

/**
 * What the colour of a brand stands beside in static/style.css: paper and tint behind links and borders, and what is written on
 * the head and on buttons.
 */
export const BESIDE = {
  light: { paper: '#ffffff', tint: '#f2f5f8', on: '#ffffff' },
  dark: { paper: '#12181f', tint: '#1c252f', on: '#0b1723' },
} as const;

const hexColour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'must be a colour as "#12466e", in quotes')
  .transform((colour) => colour.toLowerCase());

/** A colour that can be read in this mode. */
function readable(mode: 'light' | 'dark') {
  const others = Object.values(BESIDE[mode]);
  return hexColour.superRefine((colour, context) => {
    const { ratio, other } = weakest(colour, others);
    if (ratio >= ENOUGH) return;
    const passing = nearestPassing(colour, others, mode === 'light' ? 0 : 255);
    // Rounded down: 4.496 is not 4.5.
    const shown = (Math.floor(ratio * 100) / 100).toFixed(2);
    context.addIssue({
      code: 'custom',
      message: `has a contrast of ${shown}:1 with ${other} (${mode} mode), and ${ENOUGH}:1 is needed (WCAG 2.2, 1.4.3): the nearest colour that can be read is "${passing}"`,
    });
  });
}

/** How a channel's pages look like its organisation's. */
export const brand = z
  .strictObject({
    /** Of the head of each page, of links and buttons. */
    colour: readable('light').optional(),
    /** Of links and buttons where people prefer dark pages; leaving it out lightens `colour` until it can be read. */
    darkColour: readable('dark').optional(),
    /** Instead of the name in the head of each page. */
    logo: z
      .strictObject({
        /** A PNG; a relative path counts from the configuration's own folder. */
        file: z.string().min(1),
        /** What the picture says, for those who do not see it. */
        alt: translated,
      })
      .optional(),
  })
  .refine(({ colour, darkColour }) => colour !== undefined || darkColour === undefined, {
    path: ['darkColour'],
    message: 'goes with a `colour` only',
  })
  .transform(({ colour, darkColour, logo }) => ({
    ...(logo && { logo }),
    ...(colour && {
      colour,
      darkColour: darkColour ?? nearestPassing(colour, Object.values(BESIDE.dark), 255, AMPLE),
    }),
  }));
export type Brand = z.infer<typeof brand>;

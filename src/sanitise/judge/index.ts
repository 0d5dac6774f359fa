import type { AllowedTagsByType } from './allowed-tags.ts';
import { IMAGE_TAGS } from './image-tags.ts';
import { MEDIA_TAGS } from './media-tags.ts';
import { OFFICE_TAGS } from './office-tags.ts';
import { PDF_TAGS } from './pdf-tags.ts';
import { TEXT_TAGS } from './text-tags.ts';

/** By type of the result; a type that is missing here is never called clean. */
export const ALLOWED_TAGS: AllowedTagsByType = {
  ...IMAGE_TAGS,
  ...MEDIA_TAGS,
  ...OFFICE_TAGS,
  ...TEXT_TAGS,
  ...PDF_TAGS,
};

import type { Request } from 'express';
import { newCode } from '../seal/code.ts';
import { newTicket, readTicket, TicketError } from '../seal/ticket.ts';
import { PageError } from '../web/page-error.ts';
import type { Intake, Place } from './site.ts';

/** A form's ticket and the code in it; whoever shows or uses the code wipes it. */
export interface Ticket {
  ticket: string;
  code: Uint8Array;
}

export function freshTicket(intake: Intake, place: Place): Ticket {
  const code = newCode();
  return {
    code,
    ticket: newTicket(intake.ticketKey, place.channel.id, code, intake.tools.clock()),
  };
}

/** The code in the form's ticket. @throws PageError `expired` */
export function codeOf(intake: Intake, request: Request, place: Place): Uint8Array {
  const ticket: unknown = request.body?.ticket;
  try {
    const text = typeof ticket === 'string' ? ticket : '';
    return readTicket(intake.ticketKey, place.channel.id, text, intake.tools.clock());
  } catch (error) {
    if (error instanceof TicketError) throw new PageError('expired', { cause: error });
    throw error;
  }
}

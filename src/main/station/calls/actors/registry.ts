import type { ActorName, actors } from '#shared/flow/actors.ts'
import type { Performer, Writer } from './actor.ts'
import { performAddToTicket, writeAddition } from './add-to-ticket.ts'
import { attestCallback } from './attest-callback.ts'
import { checkPlatform } from './check-platform.ts'
import { performFileTicket, writeTicket } from './file-ticket.ts'
import { readAccount } from './read-account.ts'
import { resendValidation } from './resend-validation.ts'
import { resetPassword } from './reset-password.ts'
import { sendIdentityCode } from './send-identity-code.ts'
import { performSubscribe, writeSubscription } from './subscribe.ts'
import { unlockAccount } from './unlock-account.ts'
import { verifyIdentityCode } from './verify-identity-code.ts'

type WriteName = { [N in ActorName]: (typeof actors)[N]['kind'] extends 'write' ? N : never }[ActorName]

/** Every actor of the registry; one that nothing performs does not compile. */
const performers: Record<ActorName, Performer> = {
  'check-platform@1': checkPlatform,
  'read-account@1': readAccount,
  'send-identity-code@1': sendIdentityCode,
  'verify-identity-code@1': verifyIdentityCode,
  'attest-callback@1': attestCallback,
  'unlock-account@1': unlockAccount,
  'reset-password@1': resetPassword,
  'resend-validation@1': resendValidation,
  'file-ticket@1': performFileTicket,
  'add-to-ticket@1': performAddToTicket,
  'subscribe@1': performSubscribe,
}

const writers: Record<WriteName, Writer> = {
  'file-ticket@1': writeTicket,
  'add-to-ticket@1': writeAddition,
  'subscribe@1': writeSubscription,
}

export const performerOf = (name: string): Performer | undefined =>
  Object.hasOwn(performers, name) ? performers[name as ActorName] : undefined

/** What a write actor puts in the outbox; undefined for the others. */
export const writerOf = (name: string): Writer | undefined =>
  Object.hasOwn(writers, name) ? writers[name as WriteName] : undefined

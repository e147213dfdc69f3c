import { z } from 'zod'
import { accountCard, accountSummary } from '../../domain/account.ts'
import { byId, desk, type Operations } from './operation.ts'

const onCall = z.object({ callId: z.uuid() })
const withEvidence = onCall.extend({ evidenceId: z.uuid() })

export const accountOperations = {
  searchAccounts: {
    method: 'GET',
    path: '/api/v1/accounts',
    summary: 'Chercher un compte client par nom, adresse ou numéro',
    roles: desk,
    status: 200,
    query: z.object({ q: z.string().trim().min(2).max(120) }),
    output: z.object({ accounts: z.array(accountSummary).max(20) }),
    problems: ['invalid-input'],
  },
  readAccount: {
    method: 'GET',
    path: '/api/v1/accounts/:id',
    summary: 'Lire la fiche d’un compte',
    roles: desk,
    status: 200,
    params: byId,
    /** With the call on which the identity was verified, the address and number are shown. */
    query: z.object({ callId: z.uuid().optional() }),
    output: accountCard,
    problems: ['invalid-input', 'not-found'],
  },
  sendIdentityCode: {
    method: 'POST',
    path: '/api/v1/accounts/:id/identity-codes',
    summary: 'Envoyer un code d’identité à l’adresse du compte',
    roles: desk,
    idempotent: true,
    status: 201,
    params: byId,
    body: onCall,
    output: z.object({ sentTo: z.string(), expiresAt: z.iso.datetime() }),
    problems: ['invalid-input', 'not-found', 'not-applicable', 'too-many-attempts'],
  },
  proveIdentity: {
    method: 'POST',
    path: '/api/v1/accounts/:id/identity-evidence',
    summary: 'Vérifier un code ou attester un rappel',
    roles: desk,
    idempotent: true,
    status: 201,
    params: byId,
    body: z.discriminatedUnion('method', [
      onCall.extend({ method: z.literal('code'), code: z.string().regex(/^\d{6}$/) }),
      onCall.extend({ method: z.literal('callback') }),
    ]),
    output: z.object({ evidenceId: z.uuid(), expiresAt: z.iso.datetime() }),
    problems: ['invalid-input', 'not-found', 'code-wrong', 'code-expired', 'not-applicable', 'too-many-attempts'],
  },
  unlockAccount: {
    method: 'POST',
    path: '/api/v1/accounts/:id/unlock',
    summary: 'Débloquer un compte',
    roles: desk,
    idempotent: true,
    status: 200,
    params: byId,
    body: withEvidence,
    output: accountCard,
    problems: ['invalid-input', 'not-found', 'identity-required', 'not-applicable'],
  },
  resetPassword: {
    method: 'POST',
    path: '/api/v1/accounts/:id/password-reset',
    summary: 'Envoyer le lien de réinitialisation',
    roles: desk,
    idempotent: true,
    status: 202,
    params: byId,
    body: withEvidence,
    problems: ['invalid-input', 'not-found', 'identity-required', 'not-applicable'],
  },
  resendEmailValidation: {
    method: 'POST',
    path: '/api/v1/accounts/:id/email-validation',
    summary: 'Renvoyer la validation de l’adresse',
    roles: desk,
    idempotent: true,
    status: 202,
    params: byId,
    body: onCall,
    problems: ['invalid-input', 'not-found', 'not-applicable', 'too-many-attempts'],
  },
} as const satisfies Operations

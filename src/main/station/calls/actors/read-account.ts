import type { AccountCard } from '#shared/domain/account.ts'
import type { CallValues } from '#shared/domain/call.ts'
import { Refusal, Unreachable } from '../../backend/answers.ts'
import type { Performer } from './actor.ts'

const timeoutMs = 5000
const unreachable = { output: { account: 'unreachable', emailValidated: 'no', address: 'no' }, values: {} }

export const readAccount: Performer = async ({ call, values, workplace: { backend, session } }) => {
  const id = values['account.id']
  if (!id) return unreachable
  try {
    const card = await backend.call(
      'readAccount',
      { params: { id }, query: { callId: call.id } },
      { token: session.token(), timeoutMs },
    )
    const hasAddress = card.maskedEmail !== null
    return {
      output: {
        account: card.state,
        emailValidated: hasAddress && card.emailValidated ? 'yes' : 'no',
        address: hasAddress ? 'yes' : 'no',
      },
      values: cardValues(card),
    }
  } catch (error) {
    // Refused or away, the card was not read: nothing else would be true.
    if (error instanceof Unreachable || error instanceof Refusal) return unreachable
    throw error
  }
}

/** What a card puts beside the call; '' where there is nothing, so that nothing older shows through. */
export function cardValues(card: AccountCard): CallValues {
  return {
    'client.firstName': card.firstName,
    'client.displayName': card.displayName,
    'client.maskedEmail': card.maskedEmail ?? '',
    'client.maskedPhone': card.maskedPhone ?? '',
    'client.email': card.email ?? '',
    'client.phone': card.phone ?? '',
    'account.state': card.state,
    'account.emailValidated': card.emailValidated ? 'yes' : 'no',
    'account.lastSignInAt': card.lastSignInAt ?? '',
    'account.passwordChangedAt': card.passwordChangedAt ?? '',
  }
}

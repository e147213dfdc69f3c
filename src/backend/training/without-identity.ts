import type { CallValues } from '#shared/domain/call.ts'

/** Stands for whoever called; the same for everybody. */
const madeUp: CallValues = {
  'account.id': '00000000-0000-4000-8000-000000000001',
  'client.firstName': 'Camille',
  'client.displayName': 'Camille D.',
  'client.maskedEmail': 'c•••••@exemple.fr',
  'client.maskedPhone': '•• •• •• •• 00',
  'client.email': 'camille@exemple.fr',
  'client.phone': '',
  'contact.name': 'Camille Dupré',
  'contact.email': 'camille@exemple.fr',
  'contact.phone': '01 99 00 00 00',
}

/** What is nobody's: what the platform was, what the form lets choose, what a card says by a word. */
const kept = [
  /^incident\./,
  /^ticket\.(kind|priority|tried)$/,
  /^account\.(state|emailValidated)$/,
  /^(ticket\.)?(browser|os)$/,
]

/** Typed by somebody who was told about a problem: kept, without whoever is named in it. */
const told = /^(ticket\.)?(errorMessage|page|since)$/

/** No ticket ever had it. */
const anyNumber = (number: string): string => number.replace(/\d+$/, '0000')

/**
 * What of a call's values may be shown to train on: nobody can be recognised in it, and every sentence is still said.
 * @param known names of the client's that the values may not hold as such
 */
export function withoutIdentity(values: CallValues, known: readonly string[] = []): CallValues {
  const names = namesIn(values, known)
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      if (value.trim() === '') return [[key, '']]
      const standIn = madeUp[key]
      if (standIn !== undefined) return [[key, standIn]]
      if (key === 'ticket.number') return [[key, anyNumber(value)]]
      if (kept.some((pattern) => pattern.test(key))) return [[key, value]]
      if (told.test(key)) return [[key, withoutNames(value, names)]]
      return [[key, '(retiré)']]
    }),
  )
}

/** The words by which a client is named in what was looked up or typed of them. */
function namesIn(values: CallValues, known: readonly string[]): string[] {
  const looked = ['client.firstName', 'client.displayName', 'contact.name'].map((key) => values[key] ?? '')
  const texts = [...looked, ...known]
  return [...new Set(texts.flatMap(wordsOf).filter((word) => word.length > 2))]
}

const wordsOf = (text: string): string[] => text.match(/\p{L}+/gu) ?? []

const address = /[^\s@<>]+@[^\s@<>,;]+/g
/** Six digits or more, however they are set apart: a number, a code, an identifier. */
const number = /\+?\d(?:[\s.-]?\d){5,}/g

function withoutNames(text: string, names: readonly string[]): string {
  const isNamed = new Set(names.map((name) => name.toLowerCase()))
  return text
    .replace(address, '(adresse)')
    .replace(number, '(numéro)')
    .replace(/\p{L}+/gu, (word) => (isNamed.has(word.toLowerCase()) ? '(nom)' : word))
}

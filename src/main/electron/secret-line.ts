import type { Secrets } from '#station/secrets.ts'

/** The station's process asks the main one, which alone reaches the system's keychain. */
export type SecretAsk = { type: 'secret'; id: number } & (
  | { ask: 'get' | 'delete'; name: string }
  | { ask: 'set'; name: string; value: string }
)
export type SecretAnswer = { type: 'secret'; id: number; hasFailed: boolean; value: string | null }

/** The asking side: secrets kept by another process, and where its answers go. */
export function askSecrets(send: (ask: SecretAsk) => void): {
  secrets: Secrets
  receive: (answer: SecretAnswer) => void
} {
  const asked = new Map<number, (answer: SecretAnswer) => void>()
  let lastId = 0

  function ask(question: { ask: 'get' | 'delete'; name: string } | { ask: 'set'; name: string; value: string }) {
    lastId += 1
    const id = lastId
    return new Promise<string | null>((resolve, reject) => {
      asked.set(id, ({ hasFailed, value }) =>
        hasFailed ? reject(new Error(`The secret could not be reached (${question.ask}).`)) : resolve(value),
      )
      send({ type: 'secret', id, ...question })
    })
  }

  return {
    secrets: {
      get: (name) => ask({ ask: 'get', name }),
      set: async (name, value) => void (await ask({ ask: 'set', name, value })),
      delete: async (name) => void (await ask({ ask: 'delete', name })),
    },
    receive(answer) {
      asked.get(answer.id)?.(answer)
      asked.delete(answer.id)
    },
  }
}

/** The answering side; never throws. */
export async function answerSecret(secrets: Secrets, asked: SecretAsk): Promise<SecretAnswer> {
  const { id } = asked
  try {
    if (asked.ask === 'set') await secrets.set(asked.name, asked.value)
    if (asked.ask === 'delete') await secrets.delete(asked.name)
    return { type: 'secret', id, hasFailed: false, value: asked.ask === 'get' ? await secrets.get(asked.name) : null }
  } catch (error) {
    console.error(`A secret could not be reached (${asked.ask}).`, error)
    return { type: 'secret', id, hasFailed: true, value: null }
  }
}

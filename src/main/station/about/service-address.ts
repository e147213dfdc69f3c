import { describedBackend, description, descriptionPath } from '#shared/contracts/description.ts'
import { parseJson } from '../backend/answers.ts'
import { startTrace } from '../backend/trace.ts'
import { StationFailure } from '../failure.ts'

/** How long a service may take to say who it is, in milliseconds. */
const answerMs = 8000
/** A description is long; more than this is none. */
const longest = 8 * 1024 * 1024

const ownMachine = ['localhost', '127.0.0.1', '[::1]']

/**
 * An address as it is kept: its origin and its folder, without `/api/v1` nor a last slash.
 * @throws StationFailure 'invalid-input', in words
 */
export function readAddress(typed: string): string {
  const text = typed.trim()
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol)) throw refused('Écrivez une adresse complète, qui commence par https://.')
  if (url.username || url.password || url.search || url.hash)
    throw refused('Une adresse de service ne porte ni nom, ni mot de passe, ni paramètre.')
  if (url.protocol === 'http:' && !ownMachine.includes(url.hostname))
    throw refused('Seule une adresse https:// est acceptée : sans elle, les mots de passe circuleraient en clair.')
  return url.origin + url.pathname.replace(/\/(api\/v1\/?)?$/, '')
}

const refused = (words: string) => new StationFailure('invalid-input', words)

/**
 * Makes sure that a numi backend answers there, in the contract that this station speaks; tells it nothing of anybody.
 * @throws StationFailure in words: 'unreachable', or 'refused' when something else answers
 */
export async function expectBackendAt(address: string): Promise<void> {
  const text = await ask(address)
  const described = describedBackend.safeParse(parseJson(text))
  if (!described.success)
    throw new StationFailure('refused', 'Ce qui répond à cette adresse n’est pas un service numi. Rien n’a été changé.')
  if (described.data.info.version !== description.version)
    throw new StationFailure(
      'refused',
      'Le service qui répond à cette adresse est d’une autre version que ce poste. Rien n’a été changé.',
    )
}

async function ask(address: string): Promise<string> {
  const unreachable = (why: string) => new StationFailure('unreachable', `${why} Rien n’a été changé.`)
  try {
    const response = await fetch(address + descriptionPath, {
      headers: { accept: 'application/json', traceparent: startTrace().traceparent },
      redirect: 'error',
      signal: AbortSignal.timeout(answerMs),
    })
    if (response.status >= 500) throw unreachable(`Le service de cette adresse est en panne (${response.status}).`)
    return await firstOf(response)
  } catch (error) {
    throw error instanceof StationFailure ? error : unreachable('Rien ne répond à cette adresse.')
  }
}

/** What an answer says, up to the longest. */
async function firstOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > longest) break
  }
  return text
}

import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { demoAgents, demoPassword } from '#backend/demo/agents.ts'
import type { OperationInput, OperationOutput } from '#shared/contracts/api.ts'
import { TestBackend } from '../e2e/backend.ts'
import { agent } from './agent.ts'
import { type Row, type Samples, summed } from './row.ts'

const listeners = 2000
const rounds = 5
/** As many streams as the service gives one session. */
const streamsOfSession = 8
/** So many sign in at once: a hotline does not in one instant. */
const signedInAtOnce = 10

/** From the technician's request until a workplace has received the status that holds the incident; one sample each. */
export const incidentTold: Row = {
  name: 'incident-told',
  what: `Incident déclaré → reçu par ${listeners.toLocaleString('fr-FR')} postes (99e centile)`,
  unit: 'ms',
  bound: 1,
  async measure() {
    const backend = await TestBackend.start({ NUMI_BEHIND_PROXY: '1' })
    try {
      const technician = await backend.call('openSession', { body: { email: technicianEmail, password: demoPassword } })
      const streams: IncomingMessage[] = []
      while (streams.length < listeners) {
        const sessions = Array.from({ length: signedInAtOnce }, (_, place) =>
          signIn(backend.url, `198.51.${(streams.length / streamsOfSession) % 250}.${place}`),
        )
        const tokens = (await Promise.all(sessions)).flatMap((token) => Array<string>(streamsOfSession).fill(token))
        streams.push(...(await Promise.all(tokens.map((token) => listen(backend.url, token)))))
      }
      const samples: Samples = { value: [], reference: [] }
      for (let round = 0; round < rounds; round += 1) {
        const nature = `Panne mesurée ${round}`
        const heard = streams.map((stream) => whenHeard(stream, nature))
        const from = performance.now()
        await backend.call('declareIncident', { body: incidentOf(nature) }, technician.token)
        for (const at of await Promise.all(heard)) {
          samples.value.push(at - from)
          samples.reference.push(oneSecond)
        }
      }
      for (const stream of streams) stream.destroy()
      return summed(samples, 'p99')
    } finally {
      await backend.remove()
    }
  },
}

const oneSecond = 1000
const technicianEmail = demoAgents.find(({ role }) => role === 'technician')?.email ?? ''

/** A session, from an address of its own: one address may not sign in that often. */
async function signIn(url: string, address: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    body: JSON.stringify(agent),
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
  })
  if (!answer.ok) throw new Error(`The sign-in answered ${answer.status}.`)
  return ((await answer.json()) as OperationOutput<'openSession'>).token
}

async function listen(url: string, token: string): Promise<IncomingMessage> {
  const request = get(`${url}/api/v1/events`, { agent: false, headers: { authorization: `Bearer ${token}` } })
  const [stream]: IncomingMessage[] = await once(request, 'response')
  if (stream?.statusCode !== 200) throw new Error(`The feed answered ${stream?.statusCode}.`)
  stream.setEncoding('utf8').resume()
  return stream
}

/** When a stream has carried some words. */
const whenHeard = (stream: IncomingMessage, words: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const hear = (chunk: string) => {
      if (!chunk.includes(words)) return
      stream.off('data', hear)
      resolve(performance.now())
    }
    stream.on('data', hear)
    stream.once('close', () => reject(new Error('A stream ended.')))
  })

const incidentOf = (nature: string): OperationInput<'declareIncident'>['body'] => ({
  kind: 'incident',
  services: [{ id: 'portail-client', level: 'degraded' }],
  nature,
  impact: 'Connexion impossible',
  affectedPercent: 20,
  startedAt: new Date().toISOString(),
  estimatedEndAt: null,
  cause: null,
  workarounds: [],
  team: null,
})

import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FlowFileError } from '#node/flows/flow-file.ts'
import { ProofUnfinished, proveFlow } from '#node/flows/prove.ts'
import { hashOf, readFlow } from '#node/flows/read.ts'
import { readScenarios } from '#node/flows/scenarios.ts'

let folder: string
let flow: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'numi-flows-'))
  flow = join(folder, 'bug-technique')
  await cp('flows/bug-technique', flow, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true }))

/** Rewrites one file of the flow's copy. */
async function change(name: string, from: string | RegExp, to: string): Promise<void> {
  const file = join(flow, name)
  const before = await readFile(file, 'utf8')
  const after = before.replace(from, to)
  if (after === before) throw new Error(`nothing to change in ${name}`)
  await writeFile(file, after)
}
const failure = async (work: Promise<unknown>): Promise<Error> => {
  try {
    await work
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing failed')
}

describe('reading a flow', () => {
  it('joins its machine and its words', async () => {
    const { machine, script, version } = await readFlow(flow)
    expect({ id: machine.id, title: script.title, version }).toEqual({
      id: 'bug-technique',
      title: 'Bug technique – Incident plateforme',
      version: 3,
    })
  })

  it('names the file that is missing', async () => {
    await rm(join(flow, 'machine.json'))
    const error = await failure(readFlow(flow))
    expect(error).toBeInstanceOf(FlowFileError)
    expect(error.message).toContain('machine.json : fichier introuvable')
  })

  it('names the file that is neither JSON nor YAML', async () => {
    await change('script.fr.yaml', 'steps:', 'steps: [')
    expect((await failure(readFlow(flow))).message).toContain('script.fr.yaml')
  })

  it('names the place of a word that should not be there', async () => {
    await change('script.fr.yaml', /(\n {2}greet:\n {4})say:/, '$1sayy:')
    expect((await failure(readFlow(flow))).message).toMatch(/script\.fr\.yaml[\s\S]*steps → greet/)
  })

  it('refuses a name that nothing answers to: a fact, an actor, a state, a placeholder', async () => {
    await change('machine.json', '"src": "subscribe@1"', '"src": "subscribe@9"')
    await change('machine.json', '"ticketKind": "loading"', '"ticketKind": "slow"')
    await change('machine.json', '"target": "clear-cache"', '"target": "clear-cash"')
    await change('script.fr.yaml', '[PRENOM_CLIENT]', '[PRENOM]')
    const { message } = await failure(readFlow(flow))
    for (const name of ['subscribe@9', 'slow', 'clear-cash', '[PRENOM]']) expect(message).toContain(name)
  })

  it('gives the same hash to the same words, another to others, and to another order of answers', async () => {
    const hash = async () => hashOf(await readFlow(flow))
    const first = await hash()
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    await change('script.fr.yaml', 'version: 3', '# une remarque\nversion:   3')
    expect(await hash()).toBe(first)
    await change('script.fr.yaml', 'Vous y arrivez', 'Y arrivez-vous')
    const second = await hash()
    expect(second).not.toBe(first)
    await change('script.fr.yaml', /( {6}retry-portal\.works:.*\n)( {6}retry-portal\.same:.*\n)/, '$2$1')
    expect(await hash()).not.toBe(second)
  })

  it('keeps its hash when it is written down and read again', async () => {
    const definition = await readFlow(flow)
    expect(hashOf(JSON.parse(JSON.stringify(definition)))).toBe(hashOf(definition))
  })
})

describe('reading scenarios', () => {
  it('refuses one that is not named by its id', async () => {
    await change('scenarios/ticket-ecrit.yaml', 'id: ticket-ecrit', 'id: autre')
    expect((await failure(readScenarios(flow))).message).toContain('ticket-ecrit.yaml')
  })

  it('refuses a client that the cast does not know', async () => {
    await change('scenarios/ticket-ecrit.yaml', /^client: .*$/m, 'client: personne')
    expect((await failure(readScenarios(flow))).message).toContain('« personne » n’est pas dans cast.yaml')
  })

  it('finds none where there is no folder', async () => {
    await rm(join(flow, 'scenarios'), { recursive: true })
    expect(await readScenarios(flow)).toEqual([])
  })
})

const noted = (fact: string, value: string) => ({ type: 'note@1' as const, params: { [fact]: value } })

describe('proving a flow in a thread of its own', () => {
  it('gives the proof', async () => {
    expect(await proveFlow(await readFlow(flow))).toMatchObject({ ok: true, faults: [] })
  })

  it('gives up when its time is over, and holds nothing up', async () => {
    await expect(proveFlow(await readFlow(flow), { budgetMs: 1 })).rejects.toThrow(ProofUnfinished)
  })

  it('gives up when its memory is full, and proves the next one', async () => {
    const definition = await readFlow(flow)
    const { machine } = definition
    // Facts that answers turn on and off, each of the others apart: a node for each set of them.
    const facts = Array.from({ length: 20 }, (_, index) => `switch${index}`)
    const switches = facts.flatMap((fact) => [
      { guard: { type: 'facts@1' as const, params: { [fact]: ['off'] } }, actions: [noted(fact, 'on')] },
      { actions: [noted(fact, 'off')] },
    ])
    const endless = {
      ...definition,
      machine: {
        ...machine,
        context: { ...machine.context, ...Object.fromEntries(facts.map((fact) => [fact, ['off', 'on']])) },
        on: {
          ...machine.on,
          ...Object.fromEntries(
            facts.map((fact, index) => [`${fact}.turned`, switches.slice(2 * index, 2 * index + 2)]),
          ),
        },
      },
    }
    await expect(proveFlow(endless, { memoryMb: 40 })).rejects.toThrow('40 Mo de mémoire')
    expect(await proveFlow(definition)).toMatchObject({ ok: true })
  })
})

describe('npm run flows:check', () => {
  const check = () =>
    new Promise<{ code: number; out: string }>((resolve) => {
      execFile(process.execPath, ['src/node/flows/check.ts', folder], (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, out: stdout + stderr }),
      )
    })

  it('prints its counts and succeeds', async () => {
    const { code, out } = await check()
    expect(out).toMatch(/\d+ états, \d+ transitions, \d+ nœuds/)
    expect(out).toMatch(/appel sans boucle : de \d+ min \d\d à \d+ min \d\d/)
    expect(out).toMatch(/\d+ scénarios, durée médiane \d+ min \d\d/)
    expect(code).toBe(0)
  })

  it('fails on a flow that is not proven, with the way to the fault', async () => {
    await change('script.fr.yaml', 'Ce n’est pas grave, essayons autrement.', 'Votre numéro est [NUMERO_INCIDENT].')
    const { code, out } = await check()
    expect(code).toBe(1)
    expect(out).toContain('placeholder-unset')
    expect(out).toContain('1 identify')
  })

  it('fails on a scenario that ends otherwise', async () => {
    await change('scenarios/page-blanche-cache.yaml', 'ticket: none', 'ticket: filed')
    const { code, out } = await check()
    expect(code).toBe(1)
    expect(out).toContain('page-blanche-cache')
  })

  it('fails where there is nothing to check', async () => {
    await rm(flow, { recursive: true })
    expect((await check()).code).toBe(1)
  })
})

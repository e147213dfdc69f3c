import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { compile } from '#shared/flow/compile.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { written } from '#shared/flow/dialogue.ts'
import { minutes } from '#shared/flow/proof.ts'
import { rehearse, ScenarioError } from '#shared/flow/rehearsal.ts'
import { rules } from '#shared/flow/rules.ts'
import type { Scenario } from '#shared/flow/scenario.ts'
import { FlowFileError } from './flow-file.ts'
import { ProofUnfinished, proveFlow } from './prove.ts'
import { readFlow } from './read.ts'
import { readScenarios } from './scenarios.ts'

/** `npm run flows:check [folder]`: proves every flow of a folder, and plays its scenarios. */
async function main(folder: string): Promise<boolean> {
  const flows = (await readdir(folder, { withFileTypes: true })).filter((one) => one.isDirectory())
  if (flows.length === 0) console.error(`Aucun script dans ${folder}.`)
  let isFine = flows.length > 0
  for (const { name } of flows) isFine = (await check(join(folder, name))) && isFine
  return isFine
}

/** Whether a flow is read, proven, and its scenarios end as they should; says it all. */
async function check(folder: string): Promise<boolean> {
  try {
    const definition = await readFlow(folder)
    const proof = await proveFlow(definition)
    const { states, transitions, nodes } = proof.counts
    console.log(`${definition.machine.id} · version ${definition.version}`)
    console.log(`  ${states} états, ${transitions} transitions, ${nodes} nœuds`)
    if (proof.durations)
      console.log(
        `  appel sans boucle : de ${minutes(proof.durations.shortest)} à ${minutes(proof.durations.longest)} estimées`,
      )
    for (const { rule, message, path } of proof.faults)
      console.error(
        [`  ✗ ${rule} (${rules[rule]}) : ${message}`, ...written(definition, path).map((line) => `      ${line}`)].join(
          '\n',
        ),
      )
    // What is not proven is not played: it may not even compile.
    const areFine = proof.ok && play(definition, await readScenarios(folder))
    if (areFine) console.log('  ✓ prouvé')
    return areFine
  } catch (error) {
    if (!(error instanceof FlowFileError || error instanceof ProofUnfinished)) throw error
    console.error(`  ✗ ${error.message}`)
    return false
  }
}

function play(definition: FlowDefinition, scenarios: readonly Scenario[]): boolean {
  const flow = compile(definition)
  const durations: number[] = []
  for (const scenario of scenarios)
    try {
      durations.push(rehearse(flow, scenario).seconds)
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error
      console.error(`  ✗ ${error.message}`)
    }
  const [median] = durations.sort((a, b) => a - b).slice(Math.floor(durations.length / 2))
  if (median !== undefined) console.log(`  ${scenarios.length} scénarios, durée médiane ${minutes(median)}`)
  return durations.length === scenarios.length
}

process.exitCode = (await main(resolve(process.argv[2] ?? 'flows'))) ? 0 : 1

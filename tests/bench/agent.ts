import { demoAgents, demoPassword } from '#backend/demo/agents.ts'

/** The demonstration's first hotliner: who answers the calls measured here. */
export const agent = { email: demoAgents[0]?.email ?? '', password: demoPassword }

import type { Database } from 'better-sqlite3'

export type SettingRepository = ReturnType<typeof settingRepository>

/** What an agent set on this workplace. */
export function settingRepository(database: Database) {
  const read = database.prepare<[string], { key: string; value: string }>(
    'SELECT key, value FROM setting WHERE agent_id = ?',
  )
  const write = database.prepare(`
    INSERT INTO setting (agent_id, key, value) VALUES (?, ?, ?)
    ON CONFLICT (agent_id, key) DO UPDATE SET value = excluded.value`)

  return {
    read: (agentId: string): Record<string, string> =>
      Object.fromEntries(read.all(agentId).map(({ key, value }) => [key, value])),
    write(agentId: string, key: string, value: string): void {
      write.run(agentId, key, value)
    },
  }
}

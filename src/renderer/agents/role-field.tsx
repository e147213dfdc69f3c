import type { Role } from '#shared/domain/user.ts'
import { Select } from '../ui/select.tsx'
import styles from './agents.module.css'
import { roleMeans, roleWords } from './role-words.ts'

/** What an agent may be, and what that lets them do. */
export function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  return (
    <div className={styles.role}>
      <Select label="Rôle" words={roleWords} value={value} onChange={onChange} />
      <p role="status" className={styles.hint}>
        {roleMeans[value]}
      </p>
    </div>
  )
}

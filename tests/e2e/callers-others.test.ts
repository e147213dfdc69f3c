import { walkWhere } from './walks.ts'

walkWhere('every other caller', ({ expect }) => expect.closing !== 'persisting')

import { config } from 'zod'

// Imported before any schema is made: the content policy forbids code made from text, which zod would try.
config({ jitless: true })

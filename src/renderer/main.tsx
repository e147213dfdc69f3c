import '@fontsource-variable/atkinson-hyperlegible-next'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { start } from './app/start.tsx'
import { connectStation } from './app/station.ts'

// The content policy forbids code made from text, which zod would try.
config({ jitless: true })

const element = document.getElementById('root')
if (!element) throw new Error('index.html has no #root.')
await start(createRoot(element), connectStation)

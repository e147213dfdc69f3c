import { createHash } from 'node:crypto'

/**
 * Has what a page shows turn out of date by itself once nothing proves it any more. The stylesheet alone does it from
 * the moment when the page was received; this counts also the time that a computer slept, that the page spent in the
 * browser's memory and, for a copy, the time since it was written, whoever serves it. A copy from the future was written by
 * a clock that does not agree with this one: it is not believed either.
 */
export const freshnessScript = `(()=>{
const{at,copy}=document.body.dataset,[n]=performance.getEntriesByType('navigation'),from=copy||n?.type=='back_forward'?+at:Date.now(),
check=()=>{const age=Date.now()-from;for(const e of document.querySelectorAll('[data-holds]'))e.classList.toggle('gone',age>e.dataset.holds*1e3||age<-6e4)}
check();setInterval(check,1000);for(const t of['pageshow','visibilitychange'])addEventListener(t,check)
})()`

const hash = createHash('sha256').update(freshnessScript).digest('base64')

/** What a published page may do: wear our stylesheet and run that script, and no other. */
export const publishedPolicy = `default-src 'none'; style-src 'self'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`

/** For how many seconds the stylesheet knows how to wait. */
export const holdSteps = [1, 5, 15, 30, 45, 60, 120, 180, 300] as const

/** The longest of those that some seconds outlive. */
export const holdStep = (seconds: number): number => holdSteps.findLast((step) => step <= seconds) ?? holdSteps[0]

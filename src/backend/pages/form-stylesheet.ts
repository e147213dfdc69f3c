export const formStylesheetPath = '/formulaires.css'

/** What pages with more than a field or two wear besides. */
export const formStylesheet = `
p.after{margin-top:24px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
textarea{font:inherit;color:inherit;background:var(--raised);border:1px solid var(--soft);border-radius:9px;padding:11px 13px;width:100%;resize:vertical}
textarea[aria-invalid=true]{border:2px solid var(--bad)}
fieldset{border:0;padding:0;margin:0;min-width:0}legend{font-weight:620;padding:0;margin-bottom:8px}
.choice{display:flex;gap:14px;align-items:baseline;font-weight:400;padding:10px 14px;background:var(--raised);border:1px solid var(--line);border-radius:9px}
.choice:hover{border-color:var(--soft)}.choice:has(:checked){border-color:var(--accent);outline:1px solid var(--accent)}
.choice input{width:auto;flex:none;margin:0;accent-color:var(--accent);transform:scale(1.2)}
input[type=file]{padding:8px}
::file-selector-button{font:inherit;font-weight:620;color:var(--accent);background:none;border:1px solid currentColor;border-radius:7px;padding:6px 14px;margin-right:14px;cursor:pointer}
.count{text-align:right;min-height:1.55em;max-width:none}
.buttons{display:flex;flex-wrap:wrap;gap:12px;margin-top:24px}
.button.second{background:none;color:var(--accent);border-color:currentColor}
p.after{margin-top:24px}
.answers{display:grid;gap:8px;width:100%;justify-items:stretch}
.answers button{display:flex;gap:14px;align-items:baseline;text-align:left;font-weight:400;color:var(--ink);background:var(--raised);border:1px solid var(--line)}
.answers button:hover{border-color:var(--soft);filter:none}
.answers button[aria-pressed=true]{border-color:var(--accent);outline:1px solid var(--accent)}
.answers b{min-width:1.9em;text-align:center;border:1px solid var(--line);border-bottom-width:3px;border-radius:7px}
`

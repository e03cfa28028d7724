// Puts the cursor into the form that was just opened, or brings the item to which one has just gone into sight: once for
// each `data`, {key, scroll, n} as JSON text, and only on the screen of who did it.
const done = new Set()
const writes = () => document.activeElement?.matches('input, textarea, [contenteditable]')

export default function focus({ data }) {
  if (!data || done.has(data)) return
  done.add(data)
  const { key, scroll } = JSON.parse(data)
  const place = `.st-key-${CSS.escape(key)}`
  let tries = 0
  const look = () => {
    const found = document.querySelector(scroll ? place : `${place} :is(input, textarea, button)`)
    if (found && scroll) found.scrollIntoView({ block: 'start', behavior: 'smooth' })
    else if (found) writes() || found.focus()
    else if (tries++ < 40) setTimeout(look, 50)
  }
  look()
}

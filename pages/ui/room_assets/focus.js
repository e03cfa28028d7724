// Puts the cursor into the form that was just opened, once, so that who opened it with a key can write at once.
const done = new Set()

export default function focus({ data }) {
  if (!data || done.has(data)) return
  done.add(data)
  let tries = 0
  const look = () => {
    const field = document.querySelector(`.st-key-${CSS.escape(data)} :is(input, textarea, button)`)
    if (field) field.focus()
    else if (tries++ < 40) setTimeout(look, 50)
  }
  look()
}

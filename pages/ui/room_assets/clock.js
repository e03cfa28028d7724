// The clock of a meeting from `data`, which is JSON text: how long each row had been going when the server said so. It
// counts on by itself between two words of the server, so that every screen shows the same seconds. Nothing flashes.
const states = new WeakMap()

const make = (tag, className) => {
  const made = document.createElement(tag)
  made.className = className
  return made
}
const minutes = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, '0')}`

export default function clock({ data, parentElement }) {
  const root = parentElement.querySelector('.clock')
  let state = states.get(root)
  if (!state) {
    state = { root, text: '', rows: [] }
    states.set(root, state)
    state.timer = setInterval(() => tell(state), 500)
  }
  if (state.text !== data) {
    state.text = data
    state.told = JSON.parse(data)
    state.since = performance.now()
    draw(state)
  }
  return () => {
    clearInterval(state.timer)
    states.delete(root)
  }
}

function draw(state) {
  state.root.replaceChildren()
  state.rows = state.told.rows.map(row => {
    const made = make('div', 'row')
    made.setAttribute('role', 'timer')
    const name = make('span', 'name')
    name.textContent = name.title = row.name
    const time = make('span', 'time')
    const bar = make('span', 'bar')
    const fill = make('span', 'fill')
    bar.append(fill)
    made.append(name, time, bar)
    state.root.append(made)
    return { row, made, time, fill }
  })
  tell(state)
}

function tell(state) {
  const on = state.told.runs ? (performance.now() - state.since) / 1000 : 0
  for (const { row, made, time, fill } of state.rows) {
    const used = row.used + on
    const over = used - row.seconds
    const { of, over: late } = state.told.words
    const said = of.replace('{used}', minutes(used)).replace('{all}', row.all)
    time.textContent = over > 0 ? `${said}, ${late.replace('{over}', minutes(over))}` : said
    made.classList.toggle('over', over > 0)
    fill.style.width = `${Math.min(100, (100 * used) / Math.max(1, row.seconds))}%`
  }
}

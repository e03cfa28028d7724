// The board: columns, lists and cards from `data`, which is JSON text. Everything people wrote goes through textContent.
// A move is drawn at once, told to the server, and drawn again as the server says it is.
const FIRST = 12
const states = new WeakMap()

const make = (tag, className, text) => {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text != null) made.textContent = text
  return made
}
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')

export default function board({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector('.board')
  let state = states.get(root)
  if (!state) {
    state = { root, text: '', open: new Set(), dragged: null, menu: null, focus: '' }
    states.set(root, state)
  }
  state.tell = (name, value) => setTriggerValue(name, { ...value, n: Date.now() + Math.random() })
  if (state.text !== data) {
    state.text = data
    state.board = JSON.parse(data)
    draw(state, parentElement)
  }
}

// ------------------------------------------------------------------------------------------------------------ drawing

function draw(state, parent) {
  const { root, board } = state
  const focused = parent.activeElement?.closest?.('.card')?.dataset.id || state.focus
  const across = root.querySelector('.columns')?.scrollLeft || 0
  closeMenu(state)
  root.replaceChildren()
  const said = make('div', 'said', board.said)
  said.setAttribute('role', 'status')
  const columns = make('div', 'columns')
  columns.setAttribute('role', 'group')
  columns.setAttribute('aria-label', board.words.board)
  columns.tabIndex = 0
  board.columns.forEach(column => columns.append(drawColumn(state, column)))
  const keys = make('div', '', board.words.keys)
  keys.id = 'keys'
  keys.hidden = true
  root.append(further(columns, board.words), columns, said, keys)
  columns.scrollLeft = across
  columns.lang = board.lang
  state.focus = ''
  if (focused) find(state, focused)?.querySelector('a').focus({ preventScroll: true })
}

/** Says how many columns lie out of sight to the right, and goes there. */
function further(columns, words) {
  const made = make('button', 'further')
  made.type = 'button'
  made.onclick = () => columns.scrollBy({ left: columns.clientWidth * 0.8, behavior: 'smooth' })
  const tell = () => {
    const edge = columns.getBoundingClientRect().right
    const out = [...columns.children].filter(one => one.getBoundingClientRect().right > edge + 1).length
    made.hidden = columns.scrollWidth <= columns.clientWidth + 1
    made.style.visibility = out ? '' : 'hidden'
    made.textContent = fill(words.further, { n: out })
  }
  columns.onscroll = tell
  new ResizeObserver(tell).observe(columns)
  return made
}

function drawColumn(state, column) {
  const { words } = state.board
  const made = make('section', 'column')
  made.setAttribute('aria-label', `${column.name}, ${column.count}`)
  const head = make('div', 'head')
  head.setAttribute('role', 'heading')
  head.setAttribute('aria-level', '3')
  head.append(make('span', '', column.name), make('span', 'n', column.limit || column.count))
  made.append(head)
  if (column.over) made.append(make('div', 'over', `◆ ${column.over}`))
  column.lists.forEach(list => made.append(drawList(state, list, column.lists.length > 1)))
  if (column.rest) {
    const rest = make('button', 'rest', column.rest)
    rest.type = 'button'
    rest.onclick = () => state.tell('listed', { part: column.part })
    made.append(rest)
  }
  if (!column.lists.length) made.append(make('div', 'empty', words.no_list))
  return made
}

function drawList(state, list, named) {
  const { words } = state.board
  const made = make('div', 'list')
  made.dataset.list = list.id
  made.dataset.board = list.board
  if (named) {
    const name = make('div', 'name')
    name.append(make('bdi', '', list.name), make('span', 'n', list.limit || list.count))
    made.append(name)
  }
  if (list.over) made.append(make('div', 'over', `◆ ${list.over}`))
  const cards = make('ul', 'cards')
  cards.setAttribute('aria-label', list.name)
  const shown = state.open.has(list.id) ? list.cards : list.cards.slice(0, FIRST)
  shown.forEach(card => cards.append(drawCard(state, card, list)))
  made.append(cards)
  if (shown.length < list.cards.length) {
    const more = make('button', 'rest', fill(words.more, { n: list.cards.length - shown.length }))
    more.type = 'button'
    more.onclick = () => {
      state.open.add(list.id)
      const grown = drawList(state, list, named)
      made.replaceWith(grown)
      grown.querySelectorAll('.card a')[FIRST]?.focus()
    }
    made.append(more)
  }
  if (list.writable) takeDrops(state, made, cards)
  return made
}

function drawCard(state, card, list) {
  const { words } = state.board
  const made = make('li', 'card')
  made.dataset.id = card.id
  const link = make('a', 'title')
  link.append(make('bdi', '', card.title))
  link.href = address(card.id)
  link.draggable = false
  link.onclick = event => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return
    event.preventDefault()
    state.tell('opened', { card: card.id })
  }
  made.append(link)
  card.lines.forEach(([kind, text, colour]) => made.append(drawLine(kind, text, colour)))
  if (list.writable) {
    made.draggable = true
    link.setAttribute('aria-describedby', 'keys')
    const move = make('button', 'move', '⋯')
    move.type = 'button'
    move.title = words.move_to
    move.setAttribute('aria-label', `${words.move_to} ${card.title}`)
    move.setAttribute('aria-haspopup', 'dialog')
    move.onclick = () => openMenu(state, card, list, link)
    made.append(move)
    made.ondragstart = event => {
      state.dragged = { card, list, element: made }
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', card.title)
      requestAnimationFrame(() => made.classList.add('dragged'))
    }
    made.ondragend = () => {
      made.classList.remove('dragged')
      clearMarks(state)
      state.dragged = null
    }
  }
  link.onkeydown = event => onKey(state, event, card, list, made)
  return made
}

function drawLine(kind, text, colour) {
  const line = make('div', `line ${kind}`)
  if (colour) {
    const dot = make('span', 'dot', '●')
    dot.style.color = colour
    line.append(dot, ' ')
  }
  line.append(make('bdi', '', text))
  return line
}

function address(id) {
  const query = new URLSearchParams(location.search)
  query.set('card', id)
  return `?${query}`
}

const find = (state, id) => [...state.root.querySelectorAll('.card')].find(card => card.dataset.id === id)

// ------------------------------------------------------------------------------------------------------------- moving

function takeDrops(state, zone, cards) {
  const allowed = () => state.dragged && state.dragged.list.board === zone.dataset.board
  zone.ondragover = event => {
    if (!allowed()) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'move'
    mark(state, zone, cards, event.clientY)
  }
  zone.ondragleave = event => {
    if (!zone.contains(event.relatedTarget)) clearMarks(state)
  }
  zone.ondrop = event => {
    if (!allowed()) return
    event.preventDefault()
    const { card, list, element } = state.dragged
    const above = aboveAt(cards, event.clientY, element)
    clearMarks(state)
    move(state, card, list, zone.dataset.list, above?.dataset.id || 'top', element, () => {
      if (above) above.after(element)
      else cards.prepend(element)
    })
  }
}

function aboveAt(cards, y, moved) {
  let above = null
  for (const other of cards.children) {
    if (other === moved) continue
    const box = other.getBoundingClientRect()
    if (y > box.top + box.height / 2) above = other
  }
  return above
}

function mark(state, zone, cards, y) {
  clearMarks(state)
  zone.classList.add('target')
  const above = aboveAt(cards, y, state.dragged.element)
  if (above) above.classList.add('below')
  else cards.classList.add('top')
}

function clearMarks(state) {
  for (const name of ['target', 'below', 'top'])
    state.root.querySelectorAll(`.${name}`).forEach(one => one.classList.remove(name))
}

function move(state, card, from, to, place, element, draws) {
  const before = element.previousElementSibling?.dataset.id || 'top'
  if (from.id === to && before === place) return
  draws?.()
  element.classList.add('saving')
  element.setAttribute('aria-busy', 'true')
  state.focus = card.id
  state.tell('moved', { card: card.id, seen: from.id, list: to, place })
}

function onKey(state, event, card, list, element) {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  if (event.key.toLowerCase() === 'm' && list.writable) {
    event.preventDefault()
    return openMenu(state, card, list, element.querySelector('a'))
  }
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
  if (!step) return
  event.preventDefault()
  if (!event.shiftKey) return step[0] ? goAcross(state, element, step[0]) : goAlong(element, step[1])
  if (!list.writable || element.classList.contains('saving')) return
  if (step[0]) shiftAcross(state, card, list, element, step[0])
  else shiftAlong(state, card, list, element, step[1])
}

function goAlong(element, step) {
  const next = step < 0 ? element.previousElementSibling : element.nextElementSibling
  next?.querySelector('a')?.focus()
}

function goAcross(state, element, step) {
  const columns = [...state.root.querySelectorAll('.column')]
  const place = [...element.parentElement.children].indexOf(element)
  for (let n = columns.indexOf(element.closest('.column')) + step; columns[n]; n += step) {
    const links = columns[n].querySelectorAll('.card a')
    if (links.length) return links[Math.min(place, links.length - 1)].focus()
  }
}

function shiftAcross(state, card, list, element, step) {
  const own = state.board.targets.filter(one => one.board === list.board)
  const target = own[own.findIndex(one => one.id === list.id) + step]
  if (target) move(state, card, list, target.id, 'top', element)
}

function shiftAlong(state, card, list, element, step) {
  const others = list.cards.map(one => one.id)
  const here = others.indexOf(card.id)
  const above = step < 0 ? here - 2 : here + 1
  if (here + step < 0 || here + step >= others.length) return
  move(state, card, list, list.id, above < 0 ? 'top' : others[above], element)
}

// --------------------------------------------------------------------------------------------------------------- menu

function openMenu(state, card, list, opener) {
  const { words } = state.board
  closeMenu(state)
  const menu = make('dialog', 'menu')
  menu.setAttribute('aria-label', words.move_to)
  const title = make('div', 'title')
  title.append(make('span', '', words.move_to), make('bdi', 'what', card.title))
  menu.append(title)
  for (const target of state.board.targets.filter(one => one.board === list.board)) {
    const button = make('button', 'choice')
    button.type = 'button'
    button.append(make('bdi', '', target.name))
    if (target.name !== target.column) button.append(make('span', 'n', target.column))
    if (target.id === list.id) {
      button.setAttribute('aria-current', 'true')
      button.append(make('span', 'n', words.here))
    }
    button.onclick = () => {
      menu.close()
      const element = find(state, card.id)
      if (target.id !== list.id && element) move(state, card, list, target.id, 'top', element)
    }
    menu.append(button)
  }
  const cancel = make('button', 'cancel', words.cancel)
  cancel.type = 'button'
  cancel.onclick = () => menu.close()
  menu.append(cancel)
  menu.onclick = event => event.target === menu && menu.close()
  menu.onclose = () => {
    menu.remove()
    state.menu = null
    if (opener.isConnected) opener.focus({ preventScroll: true })
  }
  state.root.append(menu)
  state.menu = menu
  menu.showModal()
  menu.querySelector('.choice:not([aria-current])')?.focus()
}

function closeMenu(state) {
  if (state.menu?.open) state.menu.close()
  state.menu = null
}

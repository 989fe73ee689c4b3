// Plots the last minutes of a queue: waiting messages above, deleted messages below.
const SPANS = [30, 60, 120];
const SECONDS = SPANS.at(-1);
const LINES = 104;
const BARS = 34;
const GAP = 22;
const LEFT = 42;
const SVG = 'http://www.w3.org/2000/svg';

export class Timeline {
  #points = new Map();

  /** Records the state of a queue at a time in seconds. */
  record(queue, now) {
    const points = this.#points.get(queue.name) ?? [];
    const last = points.at(-1);
    const passed = last ? Math.max(now - last.at, 0.2) : 1;
    const rate = last ? Math.max(0, queue.deleted - last.deleted) / passed : 0;
    points.push({ at: now, visible: queue.visible, invisible: queue.invisible, deleted: queue.deleted, rate });
    while (points[0].at < now - SECONDS - 2) points.shift();
    this.#points.set(queue.name, points);
  }

  forget() {
    this.#points.clear();
  }

  draw(svg, name, now, words) {
    const width = Math.max(260, Math.round(svg.getBoundingClientRect().width));
    const height = LINES + GAP + BARS + 20;
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    svg.style.height = height + 'px';
    const points = (this.#points.get(name) ?? []).filter((p) => p.at >= now - SECONDS);
    const known = now - (points[0]?.at ?? now);
    const span = SPANS.find((s) => s >= known) ?? SECONDS;
    const x = (at) => LEFT + ((at - now + span) / span) * (width - LEFT - 6);
    const most = nice(Math.max(4, ...points.map((p) => Math.max(p.visible, p.invisible))));
    const fastest = nice(Math.max(1, ...points.map((p) => p.rate)));
    const y = (n) => 6 + (LINES - 6) * (1 - n / most);
    const floor = LINES + GAP + BARS;
    svg.replaceChildren(
      ...[0, most / 2, most].flatMap((n) => [rule(LEFT, width - 6, y(n)), label(LEFT - 8, y(n) + 4, 'end', brief(n))]),
      rule(LEFT, width - 6, floor), label(LEFT - 8, floor - BARS + 10, 'end', brief(fastest)),
      label(LEFT - 8, floor + 4, 'end', '0'),
      label(LEFT, height - 2, 'start', words.ago(span)), label(width - 6, height - 2, 'end', words.now),
      ...area(points, x, y), line(points, x, (p) => y(p.visible), 'visible'), line(points, x, (p) => y(p.invisible), 'invisible'),
      ...points.filter((p) => p.rate > 0).map((p) => bar(x(p.at), floor, (p.rate / fastest) * BARS, (width - LEFT) / span)),
    );
  }
}

function make(tag, attributes) {
  const e = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
  return e;
}

const rule = (x1, x2, y) => make('line', { x1, x2, y1: y, y2: y, class: 'rule' });

function label(x, y, anchor, text) {
  const e = make('text', { x, y, 'text-anchor': anchor });
  e.textContent = text;
  return e;
}

const path = (points, x, y) => points.map((p, i) => `${i ? 'L' : 'M'}${x(p.at).toFixed(1)} ${y(p).toFixed(1)}`).join('');
const line = (points, x, y, name) => make('path', { d: path(points, x, y), class: 'line ' + name });

function area(points, x, y) {
  if (points.length < 2) return [];
  const d = path(points, x, (p) => y(p.visible));
  return [make('path', { d: `${d}L${x(points.at(-1).at)} ${y(0)}L${x(points[0].at)} ${y(0)}Z`, class: 'area' })];
}

const bar = (x, floor, height, step) =>
  make('rect', { x: x - step * 0.7, y: floor - Math.max(height, 1.5), width: Math.max(step * 0.7, 1.5), height: Math.max(height, 1.5), class: 'done' });

/** The next of 1, 2, 4, 10, 20, 40, …, whose half is a round number, too. */
function nice(n) {
  const ten = 10 ** Math.floor(Math.log10(n));
  return [1, 2, 4, 10].map((m) => m * ten).find((m) => m >= n);
}

const brief = (n) => (n >= 10_000 ? n / 1000 + 'k' : String(Math.round(n * 10) / 10));

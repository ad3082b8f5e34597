// Curves over the number of things, both axes logarithmic.

const WIDTH = 420;
const HEIGHT = 280;
const ROW = 14;
const MARGIN = { left: 60, right: 20, top: 28, bottom: 30 };
const colors = ["#d1495b", "#2e6f95", "#66a182", "#edae49", "#8d6a9f", "#5c677d"];

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const ticks = (from, to) => {
  const all = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power++) all.push(10 ** power);
  return all;
};
const short = (value) => (value >= 1e6 ? `${value / 1e6}M` : value >= 1000 ? `${value / 1000}k` : `${+value.toPrecision(3)}`);

/** @param points each with `n` and a value for each of `series` */
export function curves(title, points, series) {
  const values = points.flatMap((point) => series.map((name) => point[name])).filter((value) => value > 0);
  const [xs, ys] = [ticks(points[0].n, points.at(-1).n), ticks(Math.min(...values), Math.max(...values))];
  const scale = (all, from, to) => (value) =>
    from + ((Math.log10(value) - Math.log10(all[0])) / Math.max(1e-9, Math.log10(all.at(-1)) - Math.log10(all[0]))) * (to - from);
  const x = scale(xs, MARGIN.left, WIDTH - MARGIN.right);
  const y = scale(ys, HEIGHT - MARGIN.bottom, MARGIN.top + series.length * ROW);
  const grid = [
    ...xs.map((n) => `<text x="${x(n)}" y="${HEIGHT - 12}" text-anchor="middle">${short(n)}</text>`),
    ...ys.map(
      (value) => `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(value)}" y2="${y(value)}" stroke="#ddd"/>
<text x="${MARGIN.left - 6}" y="${y(value) + 4}" text-anchor="end">${short(value)}</text>`,
    ),
  ];
  const lines = series.map((name, i) => {
    const present = points.filter((point) => point[name] > 0);
    const path = present.map((point) => `${x(point.n).toFixed(1)},${y(point[name]).toFixed(1)}`).join(" ");
    return `<polyline points="${path}" fill="none" stroke="${colors[i % colors.length]}" stroke-width="2"/>`;
  });
  const legend = series.map(
    (name, i) => `<text x="10" y="${MARGIN.top + i * ROW}" fill="${colors[i % colors.length]}">${escaped(name)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="10">
<rect width="100%" height="100%" fill="#fff"/>
<text x="10" y="14" font-weight="bold">${escaped(title)}</text>
${legend.join("\n")}
${grid.join("\n")}
${lines.join("\n")}
</svg>
`;
}

// Draws Europe once, as one small SVG whose shapes pages use by reference: quiet outlines under the dots.
import { readFileSync } from "node:fs";
import { geoAzimuthalEqualAreaRaw, geoContains, geoPath, geoProjection, geoTransform } from "d3-geo";
import { feature, mergeArcs } from "topojson-client";

const plan = JSON.parse(readFileSync(new URL("./europe.json", import.meta.url)));
const atlas = (scale) => JSON.parse(readFileSync(new URL(`./node_modules/world-atlas/countries-${scale}.json`, import.meta.url)));

// ISO 3166 numeric to alpha-2, for every country that touches the window.
const CODES = {
  "008": "AL", "020": "AD", "040": "AT", "056": "BE", "100": "BG", "070": "BA", "112": "BY", "756": "CH", "196": "CY", "203": "CZ",
  "276": "DE", "208": "DK", "012": "DZ", "233": "EE", "724": "ES", "246": "FI", "234": "FO", "250": "FR", "826": "GB", "268": "GE",
  "300": "GR", "191": "HR", "348": "HU", "833": "IM", "372": "IE", "352": "IS", "380": "IT", "422": "LB", "438": "LI", "440": "LT",
  "442": "LU", "428": "LV", "504": "MA", "492": "MC", "498": "MD", "499": "ME", "807": "MK", "470": "MT", "528": "NL", "578": "NO",
  "616": "PL", "620": "PT", "642": "RO", "688": "RS", "643": "RU", "674": "SM", "703": "SK", "705": "SI", "752": "SE", "760": "SY",
  "788": "TN", "792": "TR", "804": "UA", "336": "VA", "831": "GG", "832": "JE", "368": "IQ", "051": "AM", "434": "LY", "304": "GL",
};
const CRIMEA = [34.3, 45.2];

// The Union recognises neither the annexation of Crimea nor a second state on Cyprus; Natural Earth draws who holds the ground.
function recognised(topology) {
  const shapes = topology.objects.countries.geometries;
  const find = (id) => shapes.find((shape) => shape.id === id);
  const russia = find("643");
  const held = russia.arcs.filter((polygon) => geoContains(feature(topology, { type: "Polygon", arcs: polygon }), CRIMEA));
  russia.arcs = russia.arcs.filter((polygon) => !held.includes(polygon));
  const ukraine = find("804");
  ukraine.geometry = mergeArcs(topology, [ukraine, ...held.map((arcs) => ({ type: "Polygon", arcs }))]);
  const cyprus = find("196");
  cyprus.geometry = mergeArcs(topology, [cyprus, ...shapes.filter((shape) => shape.properties.name === "N. Cyprus")]);
  return shapes.filter((shape) => shape.properties.name !== "N. Cyprus").map((shape) => ({ ...shape, ...(shape.geometry ?? {}) }));
}

function window_() {
  const scale = plan.radius / plan.metres_per_unit;
  const x = (plan.false_easting - plan.west) / plan.metres_per_unit;
  const y = (plan.north - plan.false_northing) / plan.metres_per_unit;
  return geoProjection(geoAzimuthalEqualAreaRaw).rotate([-plan.centre[0], -plan.centre[1]]).scale(scale).translate([x, y])
    .clipAngle(60).clipExtent([[-4, -4], [plan.width + 4, plan.height + 4]]);
}

// Whole units, relative steps, specks dropped: what is left is about a fifth of the bytes.
function compact(path, smallest) {
  return path.split("M").slice(1).map((ring) => {
    const points = ring.replace("Z", "").split("L").map((pair) => pair.split(",").map((n) => Math.round(Number(n))));
    const kept = straightened(points.filter(([x, y], i) => i === 0 || x !== points[i - 1][0] || y !== points[i - 1][1]));
    if (kept.length < 3 || area(kept) < smallest) return "";
    let [x, y] = kept[0];
    const steps = kept.slice(1).map(([nx, ny]) => { const step = [nx - x, ny - y]; [x, y] = [nx, ny]; return step; });
    return `M${kept[0].join(" ")}l${steps.flat().join(" ").replace(/ -/g, "-")}z`;
  }).join("");
}

function straightened(points, tolerance = 0.75) {
  if (points.length < 4) return points;
  const [first, last] = [points[0], points[points.length - 1]];
  let far = 0, at = 0;
  points.forEach((p, i) => { const d = distance(p, first, last); if (d > far) [far, at] = [d, i]; });
  if (far <= tolerance) return [first, last];
  return [...straightened(points.slice(0, at + 1), tolerance).slice(0, -1), ...straightened(points.slice(at), tolerance)];
}

function distance([x, y], [x1, y1], [x2, y2]) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  return length === 0 ? Math.hypot(x - x1, y - y1) : Math.abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length;
}

function area(points) {
  return Math.abs(points.reduce((sum, [x, y], i) => { const [nx, ny] = points[(i + 1) % points.length]; return sum + x * ny - nx * y; }, 0)) / 2;
}

function inset(place, topology) {
  const { width, height } = plan.inset;
  const middle = ((place.south + place.north) / 2) * Math.PI / 180;
  const ratio = Math.cos(middle);
  const scale = Math.min(width / ((place.east - place.west) * ratio), height / (place.north - place.south));
  const [cx, cy] = [(place.west + place.east) / 2, (place.south + place.north) / 2];
  const flat = geoTransform({ point(lon, lat) { this.stream.point(width / 2 + (lon - cx) * ratio * scale, height / 2 - (lat - cy) * scale); } });
  const near = topology.objects.countries.geometries.flatMap((shape) => feature(topology, shape))
    .flatMap((shape) => (shape.geometry.type === "Polygon" ? [shape.geometry.coordinates] : shape.geometry.coordinates))
    .filter(([ring]) => ring.some(([lon, lat]) => lon > place.west && lon < place.east && lat > place.south && lat < place.north));
  const path = near.map((rings) => cut(geoPath(flat)({ type: "Polygon", coordinates: rings }), width, height)).join("");
  return `<path id="${place.id}" d="${compact(path, 0.5)}"/>`;
}

// Mainland shapes run out of a small box: hold every point at its edge.
function cut(path, width, height) {
  return path.replace(/(-?[\d.]+),(-?[\d.]+)/g, (_, x, y) => `${Math.min(width + 2, Math.max(-2, x))},${Math.min(height + 2, Math.max(-2, y))}`);
}

export function europe() {
  const medium = atlas("50m");
  const draw = geoPath(window_());
  const shapes = recognised(medium)
    .map((shape) => [CODES[shape.id] ?? (shape.properties.name === "Kosovo" ? "XK" : null), compact(draw(feature(medium, shape)) ?? "", 3)])
    .filter(([code, path]) => code && path)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const detailed = atlas("10m");
  const countries = shapes.map(([code, path]) => `<path id="${code}" d="${path}"/>`).join("\n");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${plan.width} ${plan.height}"><defs>\n<g id="europe">\n${countries}\n</g>\n`
    + `${plan.insets.map((place) => inset(place, detailed)).join("\n")}\n</defs></svg>\n`;
}

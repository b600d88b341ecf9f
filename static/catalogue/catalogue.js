// The map view. Leaflet and its parts are fetched only when a page holds a map box.
const box = document.getElementById("map");

const style = (href) => new Promise((done) => {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  link.onload = link.onerror = done;
  document.head.append(link);
});
const script = (src) => new Promise((done, fail) => {
  const element = Object.assign(document.createElement("script"), { src, onload: done, onerror: fail });
  document.head.append(element);
});
const make = (tag, attributes, ...inside) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
};

/** Unpack one line of the base map: hundredths of a degree, each step from the point before. */
function unpack(steps) {
  const line = [];
  for (let i = 0, lon = 0, lat = 0; i < steps.length; i += 2) {
    lon += steps[i];
    lat += steps[i + 1];
    line.push([lat / 100, lon / 100]);
  }
  return line;
}

/** Draw a record's mark: its condition glyph, or a plain dot. */
function mark(point) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("class", "g");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.dataset.c = point.c ?? 0;
  const use = document.createElementNS(ns, "use");
  use.setAttribute("href", `${box.dataset.icons}#c${point.c ?? 0}`);
  svg.append(use);
  return svg;
}

function drawGround(map, ground) {
  const tokens = getComputedStyle(document.documentElement);
  const colour = (name) => tokens.getPropertyValue(name).trim();
  const fixed = { interactive: false };
  const land = { ...fixed, color: colour("--map-line"), weight: 1, fillColor: colour("--map-land"), fillOpacity: 1 };
  const lake = { ...fixed, color: colour("--map-river"), weight: .6, fillColor: colour("--map-sea"), fillOpacity: 1 };
  const border = { ...fixed, color: colour("--map-line"), weight: 1, dashArray: "4 3" };
  const river = { ...fixed, color: colour("--map-river"), weight: 1.3 };
  for (const rings of ground.land) L.polygon(rings.map(unpack), land).addTo(map);
  for (const rings of ground.lakes) L.polygon(rings.map(unpack), lake).addTo(map);
  for (const line of ground.borders) L.polyline(unpack(line), border).addTo(map);
  for (const line of ground.rivers) L.polyline(unpack(line), river).addTo(map);
  const lang = document.documentElement.lang;
  for (const city of ground.cities) {
    const label = make("span", { lang, "aria-hidden": "true" }, city[lang] || city.en);
    const icon = L.divIcon({ className: "lbl", iconSize: null, html: label });
    L.marker([city.lat, city.lon], { interactive: false, keyboard: false, icon }).addTo(map);
  }
}

function drawPoints(map, points) {
  const words = box.dataset;
  const digits = new Intl.NumberFormat(words.digits || "en");
  const group = L.markerClusterGroup({
    maxClusterRadius: 44,
    showCoverageOnHover: false,
    animate: !matchMedia("(prefers-reduced-motion:reduce)").matches,
    iconCreateFunction: (cluster) => L.divIcon({
      className: "mk cl", iconSize: [38, 38], html: digits.format(cluster.getChildCount()),
    }),
  });
  for (const point of points) {
    const icon = L.divIcon({ className: "mk", iconSize: [30, 30], html: mark(point) });
    const marker = L.marker([point.lat, point.lon], { title: point.title, alt: `${point.title}: ${point.text}`, riseOnHover: true, icon });
    const link = make("a", { href: point.url }, make("strong", {}, point.title));
    marker.bindPopup(make("div", {}, make("p", {}, link), make("p", {}, point.text)), { minWidth: 230 });
    group.addLayer(marker);
  }
  map.addLayer(group);
  if (points.length) map.fitBounds(group.getBounds().pad(.3), { maxZoom: 7 });
}

/** Give marks and clusters the names and roles Leaflet leaves out. */
function nameMarks() {
  for (const element of box.querySelectorAll(".mk")) {
    element.setAttribute("role", "button");
    const cluster = element.classList.contains("cl");
    const name = cluster ? box.dataset.cluster.replace("{n}", element.textContent) : element.getAttribute("alt") || element.title;
    if (name) element.setAttribute("aria-label", name);
  }
}

function tendPopups(map) {
  map.on("popupopen", ({ popup }) => {
    const element = popup.getElement();
    element.dir = document.documentElement.dir;
    element.setAttribute("role", "dialog");
    element.setAttribute("aria-label", box.dataset.details);
    element.querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", box.dataset.close);
    element.onkeydown = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      map.closePopup();
    };
    element.querySelector("a")?.focus({ preventScroll: true });
  });
  map.on("popupclose", ({ popup }) => popup._source?._icon?.focus?.());
}

async function openMap() {
  const { leafletCss, leafletJs, clusterCss, clusterJs, mapCss, ground } = box.dataset;
  await Promise.all([style(leafletCss), style(clusterCss), script(leafletJs)]);
  await Promise.all([style(mapCss), script(clusterJs)]);
  const rtl = document.documentElement.dir === "rtl";
  const map = L.map(box, { zoomControl: false, attributionControl: false, minZoom: 2, maxZoom: 15, preferCanvas: true, fadeAnimation: false, worldCopyJump: true }).setView([34.9, 38.6], 6);
  L.control.zoom({ position: rtl ? "topright" : "topleft", zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
  L.control.attribution({ position: rtl ? "bottomleft" : "bottomright", prefix: false }).addAttribution(box.dataset.credit).addTo(map);
  L.control.scale({ position: rtl ? "bottomright" : "bottomleft", imperial: false }).addTo(map);
  drawGround(map, await (await fetch(ground)).json());
  drawPoints(map, JSON.parse(document.getElementById("points").textContent));
  tendPopups(map);
  map.on("moveend zoomend", () => setTimeout(nameMarks, 300));
  setTimeout(nameMarks, 300);
  box.dataset.ready = "1";
}

if (box) openMap();

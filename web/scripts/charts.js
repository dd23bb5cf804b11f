// Draws the pictures of a page from the tables behind them. Loaded by pages with a picture alone; without it the tables are what one sees.
import { init, use } from "echarts/core";
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, LabelLayout, CanvasRenderer]);

const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** A colour of the stylesheet as rgb, which the chart library can lighten and blend. */
function colour(name) {
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim() || "#777";
  pixel.fillRect(0, 0, 1, 1);
  const [r, g, b] = pixel.getImageData(0, 0, 1, 1).data;
  return `rgb(${r}, ${g}, ${b})`;
}

const words = (cell) => cell.textContent.trim();
const number = (cell) => {
  const n = parseFloat(words(cell).replace(/[,，\s]/g, ""));
  return Number.isNaN(n) ? null : n;
};

/** Names of rows and the drawn columns of a table; a row of sums is not drawn. */
function read(figure) {
  const table = figure.querySelector("table");
  const heads = [...table.tHead.rows[0].cells].map(words);
  const rows = [...table.tBodies[0].rows].filter((r) => !r.classList.contains("is-total"));
  const columns = figure.dataset.draw.split(" ").map(Number);
  return { names: rows.map((r) => words(r.cells[0])), series: columns.map((c) => ({ name: heads[c], data: rows.map((r) => number(r.cells[c])) })) };
}

const symbols = ["circle", "emptyCircle", "triangle", "diamond"];
const dashes = ["solid", "dashed", "dotted", "solid"];

function option(figure) {
  const { names, series } = read(figure);
  const unit = figure.dataset.unit || "";
  const kind = figure.dataset.chart;
  const ink = colour("--color-base-content"), muted = colour("--muted"), line = colour("--line"), paper = colour("--color-base-100");
  const stacked = kind === "area" || kind === "stack";
  const hues = stacked ? ["--color-primary", "--color-info", "--hatch"] : kind === "bars" ? ["--late-ink", "--hatch", "--color-warning", "--line"] : ["--color-primary", "--hatch", "--color-info", "--color-warning"];
  const wide = figure.clientWidth > 460;
  const text = { color: ink, fontSize: 13, fontFamily: getComputedStyle(document.body).fontFamily };
  const axis = { axisLine: { lineStyle: { color: muted } }, axisTick: { show: false }, axisLabel: { color: muted, fontSize: 12, hideOverlap: true }, splitLine: { lineStyle: { color: line } } };
  const category = { type: "category", data: names, ...axis, boundaryGap: kind !== "lines" && kind !== "area" };
  const value = { type: "value", ...axis, axisLine: { show: false }, axisLabel: { ...axis.axisLabel, formatter: `{value}${unit}` }, minInterval: 1 };
  if (unit === "%") {
    value.max = 100;
    const least = Math.min(...series.flatMap((s) => s.data.filter((n) => n !== null)));
    value.min = kind === "lines" && Number.isFinite(least) ? Math.max(0, Math.floor((least - 5) / 10) * 10) : 0;
  }
  const funnel = kind === "funnel";
  const label = { show: funnel || (kind === "bars" && wide), position: funnel ? "right" : "top", color: ink, fontSize: 12, formatter: (p) => (p.value ? `${p.value}${unit}` : "") };
  return {
    animation: false, textStyle: text, backgroundColor: "transparent",
    aria: { enabled: true, label: { enabled: false }, decal: { show: stacked || kind === "bars", decals: [{ symbol: "none" }, { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -0.8, color: paper }, { symbol: "circle", symbolSize: 0.6, color: paper }, { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [4, 3], color: ink }] } },
    legend: { show: series.length > 1, top: 0, left: 0, itemWidth: 22, textStyle: text, data: series.map((s) => s.name) },
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, backgroundColor: paper, borderColor: muted, textStyle: text, valueFormatter: (n) => (n === null || n === undefined ? "–" : `${n}${unit}`) },
    grid: { left: 8, right: funnel ? 48 : 16, top: series.length > 1 ? 40 : 12, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: funnel ? { ...value, show: false } : category,
    yAxis: funnel ? { ...category, inverse: true, axisLabel: { ...axis.axisLabel, color: ink } } : value,
    series: series.map((s, i) => ({
      ...s, color: colour(hues[i]), label, emphasis: { disabled: true },
      ...(kind === "lines" || kind === "area"
        ? { type: "line", symbol: symbols[i], symbolSize: 8, lineStyle: { width: 2.5, type: kind === "area" ? "solid" : dashes[i] }, connectNulls: false, ...(kind === "area" ? { stack: "all", areaStyle: { opacity: 0.75 }, showSymbol: false } : {}) }
        : { type: "bar", barMaxWidth: 22, barGap: "10%", ...(kind === "stack" ? { stack: "all" } : {}) }),
    })),
  };
}

function draw(figure) {
  const box = figure.querySelector(".chart-box");
  box.hidden = false;
  const chart = init(box, null, { renderer: "canvas" });
  chart.setOption(option(figure));
  const again = () => { chart.resize(); chart.setOption(option(figure), true); };
  new ResizeObserver(again).observe(box);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  // On paper: wide enough for it, in its colours, and with the table.
  const data = figure.querySelector(".chart-data");
  data.open = false;
  addEventListener("beforeprint", () => { data.open = true; again(); });
}

for (const figure of document.querySelectorAll("figure[data-chart]")) draw(figure);

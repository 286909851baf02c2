// A right panel, and faults that have to be told: a line below `@ts-expect-error` without one is an error.
import type { Dashboard, Panel } from "./dashboard";

({
  type: "timeseries",
  id: 1,
  gridPos: { x: 0, y: 0, w: 6, h: 4 },
  fieldConfig: { defaults: { unit: "short", custom: { lineWidth: 1 } }, overrides: [] },
  targets: [{ refId: "A", expr: "up", legendFormat: "", instant: true, range: false }],
  options: { legend: { placement: "bottom" } },
}) satisfies Panel;

({
  type: "timeseries",
  // @ts-expect-error a number
  id: "1",
  // @ts-expect-error no height
  gridPos: { x: 0, y: 0, w: 6 },
  // @ts-expect-error no such mode
  fieldConfig: { defaults: { thresholds: { mode: "relative", steps: [] } }, overrides: [] },
  // @ts-expect-error no query
  targets: [{ refId: "A", legendFormat: "", instant: true, range: false }],
  // @ts-expect-error no such place
  options: { legend: { placement: "left" } },
}) satisfies Panel;

({
  type: "timeseries",
  id: 1,
  // @ts-expect-error no such style
  fieldConfig: { defaults: { custom: { drawStyle: "dots" } }, overrides: [] },
  targets: [],
  options: {},
}) satisfies Panel;

({
  type: "timeseries",
  id: 1,
  fieldConfig: { defaults: {}, overrides: [] },
  targets: [],
  // @ts-expect-error of another kind of panel
  options: { colorMode: "background" },
}) satisfies Panel;

({
  type: "timeseries",
  id: 1,
  fieldConfig: { defaults: {}, overrides: [] },
  targets: [],
  options: {},
  // @ts-expect-error no such key
  titel: "Commands",
}) satisfies Panel;

({
  // @ts-expect-error no such kind
  type: "timeserie",
}) satisfies Panel;

({
  schemaVersion: 38,
  panels: [],
  // @ts-expect-error no such kind
  templating: { list: [{ name: "instance", type: "querry" }] },
}) satisfies Dashboard;

// @ts-expect-error no version of the schema
({ panels: [], templating: { list: [] } }) satisfies Dashboard;

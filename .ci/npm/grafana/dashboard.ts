// What Grafana takes a dashboard for, by its own types. They leave open what a kind of panel may say, so here each kind that we use is put together with what
// its plugin says.
import type * as schema from "@grafana/schema";
import type * as stat from "@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen";
import type * as timeseries from "@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen";

/** As JSON has it: the value in the place of an enum's name. */
type Json<T> = T extends string
  ? `${T}`
  : T extends number
    ? `${T}` extends `${infer N extends number}` ? N : never
    : T extends readonly (infer E)[]
      ? Json<E>[]
      : T extends object
        ? { [K in keyof T]: Json<T[K]> }
        : T;

/** What is left out Grafana fills in. */
type Sparse<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: Sparse<T[K]> } : T;

interface PrometheusQuery extends schema.DataQuery {
  expr: string;
  legendFormat: string;
  instant: boolean;
  range: boolean;
}

interface Fields<Custom> {
  defaults: Omit<schema.FieldConfig, "custom"> & { custom?: Sparse<Custom> };
  overrides: schema.FieldConfigSource["overrides"];
}

interface PanelOf<Type extends string, Options, Custom>
  extends Omit<schema.Panel, "type" | "options" | "fieldConfig" | "targets"> {
  type: Type;
  id: number;
  options: Sparse<Options>;
  fieldConfig: Fields<Custom>;
  targets: PrometheusQuery[];
}

export type Panel = Json<
  | schema.RowPanel
  | PanelOf<"stat", stat.Options, Record<string, never>>
  | PanelOf<"timeseries", timeseries.Options, timeseries.FieldConfig>
>;

interface Variable extends schema.VariableModel {
  // What its list shows; Grafana writes it, and its types have it elsewhere.
  definition?: string;
}

interface Contents extends Omit<schema.Dashboard, "panels" | "templating"> {
  templating: { list: Variable[] };
}

export type Dashboard = Json<Contents> & { panels: Panel[] };

// What Kaoto does not show, does not know, or would write otherwise than it read it.
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import kaoto from "./kaoto.cjs";

const { CamelCatalogService, CamelResourceFactory, CatalogKind } = kaoto;

const STEP = /\.(from|otherwise|when\.\d+|steps\.\d+\.\w+|onException\.\d+\.onException)$/;

// Kaoto has no place for what this step holds: it keeps it, and draws none of it.
const UNDRAWN = /\.idempotentConsumer\.steps\./;

// Ours, and what a setting names at the start: in no catalog, so Kaoto shows them by what is written.
const NOT_IN_CATALOGS = /^(smtpd$|\{\{)/;

/** Opens a file as Kaoto does. */
export function open(text) {
  try {
    const resource = CamelResourceFactory.createCamelResource(text, { path: "any.camel.yaml" });
    const entities = resource.getVisualEntities();
    const nodes = entities.map(nodesOf);
    return {
      drawn: nodes.flat().length,
      complaints: [
        ...compareEntries(parse(text), entities, nodes),
        ...nodes.flat().flatMap(complaintsOf),
        ...compareWritten(text, resource.toString()),
      ],
    };
  } catch (e) {
    return { drawn: 0, complaints: [`cannot be opened: ${e.message}`] };
  }
}

/** All that it draws of a route but the frame around it. */
function nodesOf(entity) {
  const below = (node) => (node.getChildren() ?? []).flatMap((child) => [child, ...below(child)]);
  return below(entity.toVizNode());
}

function compareEntries(entries, entities, nodes) {
  if (entries.length !== entities.length) {
    return [`shows ${entities.length} of ${entries.length} entries`];
  }
  return entries.flatMap((entry, i) => {
    const [[kind, { id }]] = Object.entries(entry);
    const { id: shown } = entities[i];
    const named = shown === id && entities[i].getRootPath() === kind;
    return [...(named ? [] : [`shows the ${kind} ${id} as ${shown}`]), ...compareSteps(entry, nodes[i])];
  });
}

function compareSteps(entry, nodes) {
  const written = stepsBelow(entry, "");
  const drawn = new Map(nodes.map((node) => [node.data.path, node]));
  return [
    ...[...written.keys()].filter((path) => !drawn.has(path) && !UNDRAWN.test(path)).map((path) => `does not show ${path}`),
    ...[...drawn.keys()].filter((path) => !written.has(path)).map((path) => `shows ${path}, which is not there`),
    ...[...written]
      .filter(([path, { id }]) => id && drawn.has(path) && drawn.get(path).getNodeLabel("id") !== id)
      .map(([path, { id }]) => `shows ${path} not as ${id}`),
  ];
}

/** The steps by their paths, as the YAML has them, found without Kaoto. */
function stepsBelow(value, path) {
  const found = new Map(STEP.test(path) ? [[path, value]] : []);
  if (value !== null && typeof value === "object") {
    for (const [key, child] of Object.entries(value)) {
      stepsBelow(child, path === "" ? key : `${path}.${key}`).forEach((step, where) => found.set(where, step));
    }
  }
  return found;
}

function complaintsOf(node) {
  const { path, processorName, componentName } = node.data;
  const invalid = node.getNodeValidationText();
  return [
    ...(knowsStep(processorName) ? [] : [`does not know the step ${path}`]),
    ...(knowsComponent(componentName) ? [] : [`does not know the component of ${path}`]),
    ...(invalid ? [`${path}: ${invalid}`] : []),
  ];
}

function knowsStep(name) {
  const kinds = [CatalogKind.Pattern, CatalogKind.Processor, CatalogKind.Entity];
  return kinds.some((kind) => CamelCatalogService.getComponent(kind, name) !== undefined);
}

function knowsComponent(name) {
  return (
    name === undefined ||
    NOT_IN_CATALOGS.test(name) ||
    CamelCatalogService.getCatalogLookup(name).definition !== undefined
  );
}

/** Both versions: Kaoto writes one, Camel reads the other. */
function compareWritten(read, written) {
  return ["1.1", "1.2"]
    .filter((version) => !isDeepStrictEqual(parse(read, { version }), parse(written, { version })))
    .map((version) => `writes another content than it read, as YAML ${version}`);
}

// Gives Kaoto the newest of the catalogs that come with it, as its page does at its start.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import kaoto from "./kaoto.cjs";

const FOLDER = "node_modules/@kaoto/kaoto/lib/camel-catalog";
const NAMES = {
  Component: "components",
  Processor: "models",
  Pattern: "patterns",
  Entity: "entities",
  Language: "languages",
  Dataformat: "dataformats",
  Loadbalancer: "loadbalancers",
  Kamelet: "kamelets",
  Function: "functions",
};

const json = (file) => JSON.parse(readFileSync(file, "utf8"));

/** Its name, such as `Camel Main 4.14.0`. */
export function loadCatalog() {
  const [newest] = json(join(FOLDER, "index.json")).definitions.filter(({ runtime }) => runtime === "Main");
  const index = join(FOLDER, newest.fileName);
  const { catalogs } = json(index);
  for (const [kind, name] of Object.entries(NAMES)) {
    kaoto.CamelCatalogService.setCatalogKey(kaoto.CatalogKind[kind], json(join(dirname(index), catalogs[name].file)));
  }
  return newest.name;
}

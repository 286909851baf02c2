// What Kaoto opens a file by. Its package exports the web application as a whole, so its parts are taken by their paths.
export { CatalogKind } from "./node_modules/@kaoto/kaoto/lib/esm/models/catalog-kind.js";
export { CamelResourceFactory } from "./node_modules/@kaoto/kaoto/lib/esm/models/camel/camel-resource-factory.js";
export { CamelCatalogService } from "./node_modules/@kaoto/kaoto/lib/esm/models/visualization/flows/camel-catalog.service.js";

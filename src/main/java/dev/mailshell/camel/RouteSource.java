package dev.mailshell.camel;

import java.io.IOException;

/** Where the routes of a party come from. */
@FunctionalInterface
interface RouteSource {

    /**
     * The routes, which do not run yet.
     *
     * @throws RouteProblem if a route cannot run as it is written
     */
    PartyRoutes finish() throws IOException, RouteProblem;
}

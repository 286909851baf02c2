/** The steps that the routes name: short processors and beans, and nothing that decides on its own. */
package dev.mailshell.camel;

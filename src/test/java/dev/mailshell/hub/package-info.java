/** Mail servers for tests, and tests of the hub. */
package dev.mailshell.hub;

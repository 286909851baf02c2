/** What a running party tells of itself to a machine that watches it: health and measurements, over HTTP on a port of their own. */
package dev.mailshell.management;

/** What is packaged, run as its users run it. */
package dev.mailshell.dist;

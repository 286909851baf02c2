/** The certificate of a hub, and TLS as each of its ports speaks it. */
package dev.mailshell.hub.tls;
